import { readFileSync } from 'node:fs';
import { SubmitInquiryResponse } from '../../../schemas/api/submissions.ts';
import type { Submitted } from '../../support/api-client.ts';
import { staffMailOf } from '../../support/journey.ts';
import type { World } from '../../support/world.ts';
import type { Calls } from './calls.ts';
import type { InquiryKind } from './schedule.ts';

/** One customer's inquiry of a schedule, with everything the product has promised about it. */
export interface Case {
  readonly key: string;
  readonly inquiry: InquiryKind;
  /** Set once an answer 202 has been read. */
  submitted?: Submitted;
  /** Texts that were accepted: they must be readable afterwards. */
  readonly messages: string[];
  readonly replies: string[];
  /** Whether an erasure was accepted, or may have been: its answer was never read. */
  erasure: 'none' | 'perhaps' | 'accepted';
}

const picture = readFileSync(new URL('../../../local/demo/samples/shipping-label-question.png', import.meta.url));

const bodies = {
  answerable: { title: 'How long does shipping take?', content: 'How long does shipping take within Korea?' },
  korean: { title: '배송은 얼마나 걸리나요?', content: '어제 주문했는데 언제 도착할까요?' },
  legal: { title: 'My lawyer will contact you', content: 'I will take legal action and sue you if nobody answers.' },
  danger: { title: 'The charger caught fire', content: 'The charger you sent caught fire and burnt my hand.' },
  picture: { title: 'How long does shipping take?', content: 'How long does shipping take within Korea?' },
} as const satisfies Record<InquiryKind, object>;

export const newCase = (key: string, inquiry: InquiryKind): Case => ({
  key,
  inquiry,
  messages: [],
  replies: [],
  erasure: 'none',
});

/** Submits under the case's one Idempotency-Key; a repetition is the same inquiry. */
export async function submit({ apiUrl, company }: World, calls: Calls, target: Case): Promise<void> {
  const { inquiry, key } = target;
  const attachments = [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }];
  const result = await calls.ask(`${apiUrl}/v1/inquiries`, {
    method: 'POST',
    bearer: company.apiKey,
    idempotencyKey: key,
    json: {
      ...bodies[inquiry],
      externalId: key,
      customerEmail: 'customer@example.com',
      ...(inquiry === 'picture' && { attachments }),
    },
  });
  if (result.kind === 'broken' || result.status >= 500 || result.status === 409 || result.status === 429) return;
  if (result.status !== 202) throw new Error(`A submission was answered ${result.status}: ${result.text}`);
  const { id, statusToken } = SubmitInquiryResponse.parse(JSON.parse(result.text));
  target.submitted = { id, statusToken, apiKey: company.apiKey };
}

/** As the agent who got the latest mail; without a mail nothing. */
export async function reply(world: World, calls: Calls, target: Case): Promise<void> {
  if (target.submitted === undefined) return;
  const mail = await staffMailOf(world, target.submitted);
  if (mail === undefined) return;
  const text = `A person has looked into ${target.key}, reply ${target.replies.length}.`;
  const result = await calls.ask(mail.link, { method: 'POST', form: { reply: text } });
  if (result.kind === 'answered' && result.status === 200) target.replies.push(text);
}

export async function addMessage({ apiUrl }: World, calls: Calls, target: Case): Promise<void> {
  if (target.submitted === undefined) return;
  const { id, statusToken } = target.submitted;
  const text = `One more thing about ${target.key}, number ${target.messages.length}.`;
  const result = await calls.ask(`${apiUrl}/v1/inquiries/${id}/messages`, {
    method: 'POST',
    bearer: statusToken,
    json: { text },
  });
  if (result.kind === 'answered' && result.status < 300) target.messages.push(text);
}

export async function askForPerson({ apiUrl }: World, calls: Calls, { submitted }: Case): Promise<void> {
  if (submitted === undefined) return;
  const { id, statusToken } = submitted;
  await calls.ask(`${apiUrl}/v1/inquiries/${id}/escalate`, { method: 'POST', bearer: statusToken, json: {} });
}

export async function erase({ apiUrl }: World, calls: Calls, target: Case): Promise<void> {
  if (target.submitted === undefined) return;
  const { id, apiKey } = target.submitted;
  const result = await calls.ask(`${apiUrl}/v1/inquiries/${id}`, { method: 'DELETE', bearer: apiKey });
  if (result.kind === 'answered' && result.status === 202) target.erasure = 'accepted';
  else if (target.erasure === 'none' && (result.kind === 'broken' || result.status >= 500)) target.erasure = 'perhaps';
}
