import { type Outcome, secondsOf } from './journey.ts';
import { problemsOf } from './problems-of.ts';
import { displayWidth, fitted } from './terminal/display-width.ts';
import type { Paint } from './terminal/paint.ts';

/** The samples side by side: what was expected, what came of it, how long it took, and whether that is sound. */
export function closingTable(outcomes: readonly Outcome[], paint: Paint): readonly string[] {
  const rows = outcomes.map((outcome, index) => [
    String(index + 1),
    outcome.journey.sample.label,
    outcome.journey.sample.expected.kind,
    outcome.journey.failure === null ? outcome.journey.status : 'failed',
    `${secondsOf(outcome.journey, outcome.journey.endedAtMs ?? 0).toFixed(1)} s`,
    outcome.quality?.responseQualityScore.toFixed(1) ?? '–',
  ]);
  const heading = ['', 'inquiry', 'expected', 'ended', 'time', 'quality'];
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => displayWidth(row[column] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => fitted(cell, widths[column] ?? 0)).join('  ');
  return [
    '',
    paint('dim', `${line(heading)}  sound`),
    ...outcomes.map((outcome, index) => {
      const problems = problemsOf(outcome);
      const verdict = problems.length === 0 ? paint('green', 'yes') : paint('red', `no: ${problems.join('; ')}`);
      return `${line(rows[index] ?? [])}  ${verdict}`;
    }),
    '',
  ];
}
