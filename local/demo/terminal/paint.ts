import { styleText } from 'node:util';

export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Gives a text a colour where the stream shows colours (a terminal, NO_COLOR and FORCE_COLOR respected). */
export type Paint = (colour: Colour, text: string) => string;

export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (colour, text) =>
    styleText(colour, text, { stream });

export const plainPaint: Paint = (_, text) => text;
