import { type Paint, tableLines, wrapped } from '../terminal/text.ts';
import { type Journey, type OutboxMail, type Outcome, problemsOf, replyLinkOf, secondsOf } from './journey.ts';

const indent = '   ';
const mostColumns = 100;

/** Everything a person wants to see of one sample, as lines. */
export function reportOf(
  outcome: Outcome,
  options: { number: number; columns: number; paint: Paint },
): readonly string[] {
  const { number, paint } = options;
  const columns = Math.min(options.columns, mostColumns) - indent.length;
  const { journey } = outcome;
  const { title, content, attachments = [] } = journey.sample.request;
  const files = attachments.map(({ filename }) => filename).join(', ');
  return [
    '',
    `${paint('bold', `${number}  ${journey.sample.label}`)}  ${paint('dim', headline(outcome))}`,
    ...section('Inquiry', `${title}\n${content}${files === '' ? '' : `\n[${files}]`}`, { columns, paint }),
    ...(journey.failure === null ? [] : section('Failed', journey.failure, { columns, paint })),
    ...answerLines(outcome, { columns, paint }),
    ...outcome.mails.flatMap((mail) => mailLines(mail, { columns, paint })),
    ...section('States', statesText(journey), { columns, paint }),
    ...(outcome.statusUrl === null ? [] : [`${indent}${paint('dim', outcome.statusUrl)}`]),
  ];
}

interface Layout {
  readonly columns: number;
  readonly paint: Paint;
}

function headline({ journey, detail, quality }: Outcome): string {
  const reason = detail?.statusReason === undefined ? '' : ` (${detail.statusReason})`;
  const seconds = secondsOf(journey, journey.endedAtMs ?? 0).toFixed(1);
  const priority = detail?.urgency === undefined ? '' : `, urgency ${detail.urgency} (${detail.priorityScore})`;
  const score = quality === null ? '' : `, quality ${quality.responseQualityScore.toFixed(1)} of 5`;
  return `${journey.status}${reason} after ${seconds} s${priority}${score}`;
}

function answerLines({ detail }: Outcome, layout: Layout): readonly string[] {
  const answer = detail?.answer;
  if (answer === undefined) return [];
  return [
    ...section(`Answer by ${answer.modelUsed ?? answer.source}`, answer.text, layout),
    ...answer.citations.flatMap(({ passageId, title, quote }, index) =>
      section(`[${index + 1}] ${title} (${passageId})`, `“${quote}”`, layout),
    ),
  ];
}

/** Shows a mail to staff in full, since the inquiry continues there; of one to the customer only that it was sent. */
function mailLines(mail: OutboxMail, layout: Layout): readonly string[] {
  const heading = `Mail to ${mail.to.join(', ')}`;
  const link = replyLinkOf(mail);
  if (link === null) return section(heading, mail.subject, layout);
  return [
    ...section(heading, `${mail.subject}\n\n${mail.text.trim()}`, layout),
    `${indent}${layout.paint('cyan', 'Reply link')}`,
    link,
  ];
}

const section = (heading: string, text: string, { columns, paint }: Layout): readonly string[] => [
  `${indent}${paint('cyan', heading)}`,
  ...wrapped(text, columns - indent.length).map((line) => `${indent}${indent}${line}`.trimEnd()),
];

/** Each state with the time until the next one was entered. */
function statesText({ visits }: Journey): string {
  const parts = visits.map(({ name, enteredAtMs }, index) => {
    const next = visits[index + 1];
    return next === undefined ? name : `${name} ${Math.max(0, next.enteredAtMs - enteredAtMs)} ms`;
  });
  return parts.join(' › ');
}

/** The samples side by side: expected and actual outcome, time, and whether it is sound. */
export function closingTable(outcomes: readonly Outcome[], paint: Paint): readonly string[] {
  const rows = outcomes.map((outcome, index) => {
    const problems = problemsOf(outcome);
    return [
      String(index + 1),
      outcome.journey.sample.label,
      outcome.journey.sample.expected.kind,
      outcome.journey.failure === null ? outcome.journey.status : 'failed',
      `${secondsOf(outcome.journey, outcome.journey.endedAtMs ?? 0).toFixed(1)} s`,
      outcome.quality?.responseQualityScore.toFixed(1) ?? '–',
      problems.length === 0 ? paint('green', 'yes') : paint('red', `no: ${problems.join('; ')}`),
    ];
  });
  const [heading = '', ...lines] = tableLines(['', 'inquiry', 'expected', 'ended', 'time', 'quality', 'sound'], rows);
  return ['', paint('dim', heading), ...lines, ''];
}
