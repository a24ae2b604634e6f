import { stripVTControlCharacters, styleText } from 'node:util';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Ranges that a terminal shows two columns wide (Unicode East Asian Width W and F, and pictographs). */
const wideRanges = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
] as const;

/** Columns of a text in a terminal: Hangul syllables take two, colours and combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) width += graphemeWidth(segment);
  return width;
}

/** The text in exactly `columns`: padded with spaces, or cut with an ellipsis at its end. Takes no colours. */
export function fitted(text: string, columns: number): string {
  const width = displayWidth(text);
  return width <= columns ? text + ' '.repeat(columns - width) : `${padded(leading(text, columns - 1), columns - 1)}…`;
}

/** The longest beginning of the text that takes at most `columns`; at least one character. */
function leading(text: string, columns: number): string {
  let beginning = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += graphemeWidth(segment);
    if (width > columns && beginning !== '') break;
    beginning += segment;
  }
  return beginning;
}

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u.test(grapheme)) return 0;
  return wideRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/**
 * The text in lines of at most `columns`, broken at spaces, or within a word that alone is longer. Its own line ends
 * stay, and links stay whole, so that a terminal can open them.
 */
export const wrapped = (text: string, columns: number): readonly string[] =>
  text.split(/\r?\n/).flatMap((line) => wrapLine(line, columns));

function wrapLine(line: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((part) => pieces(part, columns))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (displayWidth(joined) > columns && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = joined;
    }
  }
  return [...lines, current];
}

function pieces(word: string, columns: number): readonly string[] {
  if (/^https?:\/\//.test(word)) return [word];
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > columns) {
    const part = leading(rest, columns);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

/** Rows under their heading, in columns as wide as their content. */
export function tableLines(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => displayWidth(row[column] ?? ''))),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) => fitted(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Gives a text a colour where the stream shows colours (a terminal, NO_COLOR and FORCE_COLOR respected). */
export type Paint = (colour: Colour, text: string) => string;

export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (colour, text) =>
    styleText(colour, text, { stream });

export const plainPaint: Paint = (_, text) => text;
