import { type Colour, displayWidth, fitted, type Paint } from '../terminal/text.ts';
import { type Journey, secondsOf } from './journey.ts';

const frameMs = 80;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[2K';
const up = (lines: number): string => `\u001b[${lines}A\r`;

interface ProgressView {
  /** Takes the news of one journey, by its place in the list. */
  update(position: number, journey: Journey): void;
  close(): void;
}

/** Lines that are redrawn in place. Draws on its own, so that the seconds run; restores the cursor on `close`. */
export function openLiveView(stream: NodeJS.WriteStream, { paint }: { paint: Paint }): ProgressView {
  const journeys = new Map<number, Journey>();
  let drawn = 0;
  let frame = 0;
  const draw = (): void => {
    const options = { columns: (stream.columns ?? 80) - 1, nowMs: performance.now(), frame, paint };
    const lines = [...journeys.entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([, journey]) => `${clearLine}${progressLine(journey, options)}\n`);
    stream.write(`${drawn === 0 ? '' : up(drawn)}${lines.join('')}`);
    drawn = lines.length;
    frame += 1;
  };
  const restore = (): void => {
    stream.write(showCursor);
  };
  stream.write(hideCursor);
  process.once('exit', restore);
  const timer = setInterval(draw, frameMs);
  return {
    update: (position, journey) => journeys.set(position, journey),
    close() {
      clearInterval(timer);
      draw();
      process.off('exit', restore);
      restore();
    },
  };
}

/** For logs and pipes: one line for each state entered and one at each end. */
export function openPlainView(stream: { write(text: string): unknown }): ProgressView {
  const shown = new Map<number, { visits: number; ended: boolean }>();
  return {
    update(position, journey) {
      const before = shown.get(position) ?? { visits: 0, ended: false };
      for (const line of newLines(journey, before)) stream.write(`${position + 1} ${line}\n`);
      shown.set(position, { visits: journey.visits.length, ended: journey.endedAtMs !== null });
    },
    close: () => {},
  };
}

function newLines(journey: Journey, before: { visits: number; ended: boolean }): readonly string[] {
  const { sample, visits, status, endedAtMs, failure } = journey;
  const isNewlyEnded = endedAtMs !== null && !before.ended;
  return [
    ...visits.slice(before.visits).map(({ name }) => `${sample.label}: ${name}`),
    ...(isNewlyEnded
      ? [`${sample.label}: ${failure ?? status} after ${secondsOf(journey, endedAtMs).toFixed(1)} s`]
      : []),
  ];
}

const labelColumns = 22;
const secondsColumns = 8;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/**
 * One journey in one line of less than `columns`: mark, label, the states passed with the present one last, seconds.
 */
export function progressLine(
  journey: Journey,
  options: { columns: number; nowMs: number; frame: number; paint: Paint },
): string {
  const { columns, nowMs, frame, paint } = options;
  const { mark, colour } = markOf(journey, frame);
  const seconds = `${secondsOf(journey, nowMs).toFixed(1)} s`.padStart(secondsColumns);
  const pathColumns = columns - labelColumns - secondsColumns - 5;
  const path = pathColumns < 12 ? '' : fitted(pathText(journey, pathColumns), pathColumns);
  return `${paint(colour, mark)} ${fitted(journey.sample.label, labelColumns)} ${highlighted(path, { colour, paint })} ${seconds}`;
}

function markOf(journey: Journey, frame: number): { mark: string; colour: Colour } {
  if (journey.failure !== null) return { mark: '✖', colour: 'red' };
  if (journey.endedAtMs === null) return { mark: frames[frame % frames.length] ?? '·', colour: 'cyan' };
  return journey.status === 'escalated' ? { mark: '→', colour: 'yellow' } : { mark: '✔', colour: 'green' };
}

/** The last states that fit, an ellipsis for those before them. */
function pathText({ visits, status }: Journey, columns: number): string {
  const names = visits.map(({ name }) => name);
  if (names.length === 0) return status;
  const trails = names.map((_, first) => [...(first === 0 ? [] : ['…']), ...names.slice(first)].join(' › '));
  return trails.find((trail) => displayWidth(trail) <= columns) ?? names.at(-1) ?? '';
}

/** The states passed are dimmed, the last one stands out. */
function highlighted(path: string, { colour, paint }: { colour: Colour; paint: Paint }): string {
  const last = path.lastIndexOf('› ') + (path.includes('› ') ? 2 : 0);
  const passed = path.slice(0, last);
  return `${displayWidth(passed) === 0 ? '' : paint('dim', passed)}${paint(colour, path.slice(last))}`;
}
