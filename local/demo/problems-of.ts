import { scriptOf } from '../../domain/language/script.ts';
import { passageIdOf } from '../seed/demo-knowledge.ts';
import type { Outcome } from './journey.ts';
import { type OutboxMail, replyLinkOf } from './outbox.ts';
import type { Expectation } from './samples.ts';

const scripts = { ko: 'hangul', en: 'latin' } as const;

/** Why an outcome is not the sound end that a person would expect; empty when it is. */
export function problemsOf(outcome: Outcome): readonly string[] {
  const { journey } = outcome;
  if (journey.failure !== null) return [journey.failure];
  const { expected } = journey.sample;
  switch (expected.kind) {
    case 'answered':
      return problemsOfAnswer(outcome, expected);
    case 'escalated':
      return problemsOfEscalation(outcome);
    default:
      return expected satisfies never;
  }
}

function problemsOfAnswer(
  { journey, detail, mails }: Outcome,
  { topic, language }: Extract<Expectation, { kind: 'answered' }>,
): readonly string[] {
  const answer = detail?.answer;
  if (journey.status !== 'ai_responded' || answer === undefined) return [`${journey.status}, expected an answer`];
  const cited = answer.citations.map(({ passageId }) => passageId);
  const wanted = passageIdOf(topic, language);
  return [
    ...(scriptOf(answer.text) === scripts[language] ? [] : [`the answer is not in the language ${language}`]),
    ...(cited.includes(wanted) ? [] : [`cites ${cited.join(', ') || 'nothing'}, expected ${wanted}`]),
    ...(mails.some((mail) => isTo(mail, journey.sample.request.customerEmail)) ? [] : ['no mail to the customer']),
  ];
}

function problemsOfEscalation({ journey, mails }: Outcome): readonly string[] {
  if (journey.status !== 'escalated') return [`${journey.status}, expected to be with staff`];
  return mails.some((mail) => replyLinkOf(mail) !== null) ? [] : ['no mail with a reply link to staff'];
}

const isTo = ({ to }: OutboxMail, address: string | undefined): boolean =>
  address !== undefined && to.some((recipient) => recipient.includes(address));
