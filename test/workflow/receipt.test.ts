import { readFileSync } from 'node:fs';
import { InquiryDetail } from '../../schemas/api/inquiries.ts';
import type { Submitted } from '../support/api-client.ts';
import { statesOf } from '../support/executions.ts';
import { legalThreat, mendsItsDraft, question, quotesBestPassage } from '../support/inquiries.ts';
import { awaitingReply, ended, latestStaffMail } from '../support/journey.ts';
import { createTestCompany } from '../support/test-company.ts';
import { openInProcess } from './open-in-process.ts';
import type { WorkflowWorld } from './world.ts';

let opened: WorkflowWorld | undefined;
const inWorld = (): WorkflowWorld => {
  if (opened === undefined) throw new Error('The world is not open');
  return opened;
};

beforeAll(async () => {
  opened = await openInProcess({ answerModelId: 'amazon.nova-lite-v1:0' });
}, 60_000);
beforeEach(() => inWorld().model.script(quotesBestPassage));
afterEach(() => inWorld().faults.clear());
afterAll(() => opened?.close());

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
const attachments = [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }];

async function receiptOf({ id, apiKey }: Submitted) {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${inWorld().apiUrl}/v1/inquiries/${id}?expand=cost`, { headers });
  const { cost } = InquiryDetail.parse(await answer.json());
  if (cost === undefined) throw new Error('There is no receipt');
  return cost;
}

async function reopen({ id, apiKey }: Submitted): Promise<void> {
  const answer = await fetch(`${inWorld().apiUrl}/v1/inquiries/${id}/reopen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'It is still open.' }),
  });
  expect(answer.status).toBe(202);
}

/** State transitions of all runs, by the executions' own histories. */
async function transitionsOf({ id }: Submitted, runs = 1): Promise<number> {
  let count = 0;
  for (let run = 1; run <= runs; run += 1) count += statesOf(await inWorld().executions.history(id, run)).length;
  return count;
}

async function escalated(inquiry: Submitted, run = 1): Promise<string> {
  await awaitingReply(inWorld(), inquiry, { run });
  return (await latestStaffMail(inWorld(), inquiry)).link;
}

test('an answered inquiry’s receipt is whole: tokens, units, transitions, time and their sum', async () => {
  const world = inWorld();
  const inquiry = await world.submit(question, world.company.apiKey);
  await ended(world, inquiry);

  const cost = await receiptOf(inquiry);

  expect(cost.stateTransitions).toBe(await transitionsOf(inquiry));
  expect(cost.modelCostUsd).toBeCloseTo(0.0000828, 7);
  expect(cost.totalUsd).toBeCloseTo(0.0000828 + 11 * 0.0000271 + cost.comprehendUnits * 0.0001, 7);
  expect(cost.latency).toEqual({ queuedMs: expect.any(Number), answeredAfterMs: expect.any(Number) });
});

test('a second draft is counted', async () => {
  const world = inWorld();
  world.model.script(mendsItsDraft);
  const inquiry = await world.submit(question, world.company.apiKey);
  await ended(world, inquiry);

  const cost = await receiptOf(inquiry);

  expect(cost.modelCalls).toHaveLength(2);
  expect(cost.stateTransitions).toBe(await transitionsOf(inquiry));
});

test('a page is counted with its states and its reader', async () => {
  const world = inWorld();
  const inquiry = await world.submit({ ...question, attachments }, world.company.apiKey);
  await ended(world, inquiry);

  const cost = await receiptOf(inquiry);

  expect(cost).toMatchObject({ textractPages: 1, pages: { read: 1 } });
  expect(cost.stateTransitions).toBe(await transitionsOf(inquiry));
}, 60_000);

test('an escalation is counted while it waits, after its reminders and after its reply, and again when reopened', async () => {
  const world = inWorld();
  const { apiKey } = await createTestCompany();
  const inquiry = await world.submit(legalThreat, apiKey);
  await escalated(inquiry);
  const waiting = [await receiptOf(inquiry), await transitionsOf(inquiry)] as const;
  // Half of the 20 minutes: a reminder.
  await world.advance(601);
  await world.reply(await escalated(inquiry), 'We look into it.');
  await ended(world, inquiry);
  const replied = [await receiptOf(inquiry), await transitionsOf(inquiry)] as const;
  await reopen(inquiry);
  await escalated(inquiry, 2);
  const reopened = [await receiptOf(inquiry), await transitionsOf(inquiry, 2)] as const;

  for (const [{ stateTransitions }, transitions] of [waiting, replied, reopened])
    expect(stateTransitions).toBe(transitions);
  expect(replied[1]).toBe(waiting[1] + 4 + 2 + 2);
}, 60_000);

test('what the table cannot know is left out, with the sum that would need it', async () => {
  const world = inWorld();
  await world.faults.set([{ service: 'bedrock', kind: 'error' }]);
  const inquiry = await world.submit(question, world.company.apiKey);
  await awaitingReply(world, inquiry, { mostSeconds: 300 });

  const cost = await receiptOf(inquiry);

  expect(cost).not.toHaveProperty('stateTransitions');
  expect(cost).not.toHaveProperty('totalUsd');
}, 60_000);
