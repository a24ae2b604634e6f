import { setTimeout as delay } from 'node:timers/promises';
import type { RuntimeFile } from '../../../local/runtime/runtime-file.ts';
import { apiClient } from '../../support/api-client.ts';
import { legalThreat } from '../../support/inquiries.ts';
import { outboxAt } from '../../support/outbox.ts';

const triesOfMail = 300;
const pollMs = 100;

/** Tokens of the reply page that two agents have got by mail: each can be spent once. */
export async function replyLinks({ apiUrl, awsEndpoint, demo }: RuntimeFile): Promise<readonly string[]> {
  const { submit } = apiClient(apiUrl);
  const submitted = await Promise.all([submit(legalThreat, demo.apiKey), submit(legalThreat, demo.apiKey)]);
  return (await Promise.all(submitted.map(({ id }) => linkOf(awsEndpoint, id)))).flat();
}

async function linkOf(awsEndpoint: string, inquiryId: string): Promise<readonly string[]> {
  for (let tries = 0; tries < triesOfMail; tries += 1) {
    const mails = await outboxAt(awsEndpoint).mailsAbout(inquiryId);
    const [, token] = /\/r\/([\w.~-]+)/.exec(mails.map(({ text }) => text).join('\n')) ?? [];
    if (token !== undefined) return [token];
    await delay(pollMs);
  }
  throw new Error(`No agent was written to about ${inquiryId}`);
}
