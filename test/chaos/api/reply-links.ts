import { setTimeout as delay } from 'node:timers/promises';
import type { FoundRuntime } from '../../../local/runtime/runtime-file.ts';
import { apiClient } from '../../support/api-client.ts';
import { legalThreat } from '../../support/inquiries.ts';
import { type Outbox, outboxAt } from '../../support/outbox.ts';

const triesOfMail = 300;
const pollMs = 100;

type Place = Pick<FoundRuntime, 'apiUrl' | 'awsEndpoint' | 'secretAccessKey' | 'demo'>;

/** Tokens of the reply page that two agents have got by mail: each can be spent once. */
export async function replyLinks({ apiUrl, awsEndpoint, secretAccessKey, demo }: Place): Promise<readonly string[]> {
  const outbox = outboxAt(awsEndpoint, secretAccessKey);
  const { submit } = apiClient(apiUrl);
  const submitted = await Promise.all([submit(legalThreat, demo.apiKey), submit(legalThreat, demo.apiKey)]);
  return (await Promise.all(submitted.map(({ id }) => linkOf(outbox, id)))).flat();
}

async function linkOf(outbox: Outbox, inquiryId: string): Promise<readonly string[]> {
  for (let tries = 0; tries < triesOfMail; tries += 1) {
    const mails = await outbox.mailsAbout(inquiryId);
    const [, token] = /\/r\/([\w.~-]+)/.exec(mails.map(({ text }) => text).join('\n')) ?? [];
    if (token !== undefined) return [token];
    await delay(pollMs);
  }
  throw new Error(`No agent was written to about ${inquiryId}`);
}
