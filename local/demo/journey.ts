import * as z from 'zod/mini';
import { scriptOf } from '../../domain/language/script.ts';
import type { InquiryDetail } from '../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../schemas/ids.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import type { QualityFacts } from '../../schemas/workflow.ts';
import { basicAuthorization } from '../aws/authentication.ts';
import { passageIdOf } from '../seed/demo-knowledge.ts';
import type { StateVisit } from './executions.ts';
import type { Expectation, Sample } from './samples.ts';

/** One sample on its way, as the progress line shows it. Times are this process's own, in milliseconds. */
export interface Journey {
  readonly sample: Sample;
  readonly visits: readonly StateVisit[];
  readonly status: InquiryStatus | 'submitting';
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** Why it could not be followed to its end. */
  readonly failure: string | null;
}

/** What has become of a sample, with all that is shown of it. */
export interface Outcome {
  readonly journey: Journey;
  readonly inquiryId: InquiryId | null;
  readonly statusUrl: string | null;
  readonly detail: z.infer<typeof InquiryDetail> | null;
  readonly quality: QualityFacts | null;
  readonly mails: readonly OutboxMail[];
}

export const begun = (sample: Sample, startedAtMs: number): Journey => ({
  sample,
  visits: [],
  status: 'submitting',
  startedAtMs,
  endedAtMs: null,
  failure: null,
});

/** Seconds from the request to the end, or to `nowMs`. */
export const secondsOf = ({ startedAtMs, endedAtMs }: Journey, nowMs: number): number =>
  ((endedAtMs ?? nowMs) - startedAtMs) / 1_000;

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

/** A mail as the runtime's outbox shows it. */
export const OutboxMail = z.object({
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});
export type OutboxMail = z.infer<typeof OutboxMail>;

const Outbox = z.object({ messages: z.array(OutboxMail) });

/** The mails about one inquiry, to `recipient` where given, oldest first; their notification ids begin with its id. */
export async function mailsOf(
  inquiryId: string,
  options: { awsEndpoint: string; secretAccessKey: string; recipient: string | undefined },
): Promise<readonly OutboxMail[]> {
  const { awsEndpoint, secretAccessKey, recipient } = options;
  const query = recipient === undefined ? '' : `?to=${encodeURIComponent(recipient)}`;
  const response = await fetch(`${awsEndpoint}/_aws/ses${query}`, {
    headers: { authorization: basicAuthorization(secretAccessKey) },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok)
    throw new Error(`The outbox answered ${response.status}: is AWS_SECRET_ACCESS_KEY that of the runtime?`);
  const { messages } = Outbox.parse(await response.json());
  return messages.filter(({ headers }) => headers['X-Notification-Id']?.startsWith(inquiryId) === true);
}

const replyLink = /https?:\/\/\S{1,300}\/r\/[^\s<>")]+/;

/** The link by which its reader replies; null in a mail that has none. */
export const replyLinkOf = ({ text }: OutboxMail): string | null => replyLink.exec(text)?.[0] ?? null;
