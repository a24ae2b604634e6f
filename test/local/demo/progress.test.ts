import { begun, type Journey } from '../../../local/demo/journey.ts';
import { openPlainView, progressLine } from '../../../local/demo/progress.ts';
import { samples } from '../../../local/demo/samples.ts';
import { displayWidth, plainPaint } from '../../../local/terminal/text.ts';

const [sample] = samples();
if (sample === undefined) throw new Error('there are no samples');
const submitted: Journey = begun(sample, 1_000);
const visitsOf = (...names: string[]) => names.map((name, index) => ({ name, enteredAtMs: index }));
const answered: Journey = {
  ...submitted,
  visits: visitsOf('BeginProcessing', 'AnalyzeInquiry', 'GenerateAnswer', 'NotifyCustomer', 'Done'),
  status: 'ai_responded',
  endedAtMs: 2_240,
};
const options = { columns: 79, nowMs: 1_500, frame: 0, paint: plainPaint };

test('shows a journey that has just begun with its running seconds', () => {
  expect(progressLine(submitted, options)).toBe(
    `⠋ ${'English question'.padEnd(22)} ${'submitting'.padEnd(44)}    0.5 s`,
  );
});

test('drops the first states when the line is too short for all', () => {
  expect(progressLine(answered, options)).toBe(
    `✔ ${'English question'.padEnd(22)} ${'… › GenerateAnswer › NotifyCustomer › Done'.padEnd(44)}    1.2 s`,
  );
});

test.each([
  ['→', { ...answered, status: 'escalated' as const }],
  ['✖', { ...answered, failure: 'pending after 90 s' }],
])('marks with %s what ended otherwise', (mark, journey) => {
  expect(progressLine(journey, options)).toMatch(new RegExp(`^${mark} `));
});

test.each([40, 60, 79, 120, 200])('never takes more than the %i columns there are', (columns) => {
  expect(displayWidth(progressLine(answered, { ...options, columns }))).toBeLessThanOrEqual(columns);
});

test('without a terminal each state is told once, and the end', () => {
  const written: string[] = [];
  const view = openPlainView({ write: (text) => written.push(text) });

  view.update(2, submitted);
  view.update(2, { ...submitted, visits: visitsOf('BeginProcessing') });
  view.update(2, { ...submitted, visits: visitsOf('BeginProcessing') });
  view.update(2, { ...answered, visits: visitsOf('BeginProcessing', 'AnalyzeInquiry') });

  expect(written).toEqual([
    '3 English question: BeginProcessing\n',
    '3 English question: AnalyzeInquiry\n',
    '3 English question: ai_responded after 1.2 s\n',
  ]);
});
