import { type Journey, secondsOf } from '../journey.ts';
import type { Paint } from './paint.ts';
import { progressLine } from './progress-line.ts';

const frameMs = 80;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[2K';
const up = (lines: number): string => `\u001b[${lines}A\r`;

export interface ProgressView {
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
