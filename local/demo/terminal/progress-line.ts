import { type Journey, secondsOf } from '../journey.ts';
import { displayWidth, fitted } from './display-width.ts';
import type { Colour, Paint } from './paint.ts';

const labelColumns = 22;
const secondsColumns = 8;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/** One journey in one line of less than `columns`: mark, label, the states passed with the present one last, seconds. */
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
