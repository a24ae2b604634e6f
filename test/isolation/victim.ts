import { Inquiry } from '../../functions/entities/inquiry.ts';
import { Scope } from '../../schemas/company.ts';
import { InquiryId } from '../../schemas/ids.ts';
import { makeKey } from '../chaos/api/callers.ts';
import type { Submitted } from '../support/api-client.ts';
import { legalThreat } from '../support/inquiries.ts';
import { awaitingReply } from '../support/journey.ts';
import { createTestCompany } from '../support/test-company.ts';
import { until } from '../support/until.ts';
import type { WorkflowWorld } from '../workflow/world.ts';

/** Words that stand in everything of the victim's, and in nothing of anybody else's. */
export const plantedWord = 'Quagga-7351';

/** A company with its key, and one inquiry of it. */
export interface Tenant {
  readonly apiKey: string;
  readonly inquiry: Submitted;
}

/** One whose inquiry is with people, so that it has an escalation too. */
export interface Victim extends Tenant {
  readonly apiUrl: string;
  /** Of the same company, for test inquiries. */
  readonly testKey: string;
  /** Of a second inquiry, which has been erased. */
  readonly erased: Submitted;
  /** Of a page of its own list, which has another page. */
  readonly cursor: string;
}

export async function makeVictim(world: WorkflowWorld): Promise<Victim> {
  const { settings } = await createTestCompany();
  const apiKey = await makeKey(settings.companyId, { scopes: Scope.options });
  const testKey = await makeKey(settings.companyId, { mode: 'test' });
  const planted = { title: `${plantedWord} and my lawyer`, content: `${plantedWord}. ${legalThreat.content}` };
  const customerEmail = `${plantedWord.toLowerCase()}@example.com`;
  const [inquiry, erased] = [
    await world.submit({ ...planted, customerEmail }, apiKey),
    await world.submit({ ...planted, title: `${plantedWord}, again`, customerEmail }, apiKey),
  ];
  await Promise.all([awaitingReply(world, inquiry), awaitingReply(world, erased)]);
  const cursor = await cursorOf(world.apiUrl, apiKey);
  await erase(erased.id);
  return { apiUrl: world.apiUrl, apiKey, testKey, inquiry, erased, cursor };
}

export async function makeStranger(world: WorkflowWorld): Promise<Tenant> {
  const { settings } = await createTestCompany();
  const apiKey = await makeKey(settings.companyId, { scopes: Scope.options });
  const inquiry = await world.submit({ title: 'My own question', content: 'When do you open?' }, apiKey);
  return { apiKey, inquiry };
}

async function cursorOf(apiUrl: string, apiKey: string): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const body: unknown = await (await fetch(`${apiUrl}/v1/inquiries?limit=1`, { headers })).json();
  if (typeof body === 'object' && body !== null && 'nextCursor' in body) return String(body.nextCursor);
  throw new Error('The list of the victim has one page only');
}

/** The head as an erasure leaves it. */
async function erase(inquiryId: string): Promise<void> {
  const id = InquiryId.parse(inquiryId);
  await Inquiry().patch({ inquiryId: id }).set({ status: 'erased' }).go();
  await until('the erased head', async () => {
    const { data } = await Inquiry().get({ inquiryId: id }).go();
    return data?.status === 'erased' ? true : undefined;
  });
}
