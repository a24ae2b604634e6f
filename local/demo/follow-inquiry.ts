import { setTimeout as delay } from 'node:timers/promises';
import type { CompanyClient } from '../../client/inquiries-client.ts';
import type { InquiryId } from '../../schemas/ids.ts';
import { type Executions, pathOf, qualityOf } from './executions.ts';
import { begun, type Journey, mailsOf, type Outcome } from './journey.ts';
import type { Sample } from './samples.ts';

const pollMs = 150;

/** By then an inquiry must have reached its end. */
const limitMs = 90_000;

export interface Service {
  readonly api: CompanyClient;
  readonly executions: Executions;
  readonly awsEndpoint: string;
  readonly secretAccessKey: string;
}

/**
 * Submits a sample and follows it until it is answered, waits for a person, or fails. Never throws: reports a failure.
 */
export async function followSample(
  sample: Sample,
  { service, onChange }: { service: Service; onChange: (journey: Journey) => void },
): Promise<Outcome> {
  let journey = begun(sample, performance.now());
  const change = (news: Partial<Journey>): void => {
    journey = { ...journey, ...news };
    onChange(journey);
  };
  let submitted: { id: InquiryId; statusUrl: string } | null = null;
  try {
    change({});
    submitted = await service.api.submitInquiry(sample.request);
    await followToEnd(submitted.id, { service, change, deadlineMs: journey.startedAtMs + limitMs });
    change({ endedAtMs: performance.now() });
    const [detail, events, mails] = await Promise.all([
      service.api.getInquiry({ inquiryId: submitted.id }),
      service.executions.events(submitted.id, { withData: true }),
      mailsOf(submitted.id, { ...service, recipient: recipientOf(journey) }),
    ]);
    const { id: inquiryId, statusUrl } = submitted;
    return { journey, inquiryId, statusUrl, detail, quality: qualityOf(events), mails };
  } catch (error) {
    change({ endedAtMs: performance.now(), failure: error instanceof Error ? error.message : String(error) });
    const { id: inquiryId = null, statusUrl = null } = submitted ?? {};
    return { journey, inquiryId, statusUrl, detail: null, quality: null, mails: [] };
  }
}

async function followToEnd(
  inquiryId: InquiryId,
  options: { service: Service; change: (news: Partial<Journey>) => void; deadlineMs: number },
): Promise<void> {
  const { service, change, deadlineMs } = options;
  for (;;) {
    const [events, { status }] = await Promise.all([
      service.executions.events(inquiryId, { withData: false }),
      service.api.getInquiryStatus({ inquiryId }),
    ]);
    const { visits, endedAtMs } = pathOf(events);
    change({ visits, status });
    const waitsForReply = visits.at(-1)?.name === 'AwaitReply' && status === 'escalated';
    if (waitsForReply || (endedAtMs !== null && status !== 'pending')) return;
    if (performance.now() > deadlineMs) throw new Error(`${status} after ${limitMs / 1_000} s`);
    await delay(pollMs);
  }
}

/** An outbox may hold thousands of mails: where a customer's own are looked for, only those are asked for. */
const recipientOf = ({ status, sample }: Journey): string | undefined =>
  status === 'escalated' ? undefined : sample.request.customerEmail;
