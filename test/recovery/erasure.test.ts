import { readFileSync } from 'node:fs';
import type { FaultRule } from '../../local/aws/fault-rule.ts';
import type { Submitted } from '../support/api-client.ts';
import { legalThreat, question } from '../support/inquiries.ts';
import { awaitingReply, ended, struck } from '../support/journey.ts';
import { privacyClient } from '../support/privacy-client.ts';
import { until } from '../support/until.ts';
import { type MortalRuntime, openMortalRuntime } from './mortal-runtime.ts';

let opened: MortalRuntime | undefined;
const runtime = (): MortalRuntime => {
  if (opened === undefined) throw new Error('The runtime is not open');
  return opened;
};
beforeAll(async () => {
  opened = await openMortalRuntime();
}, 60_000);
afterEach(async () => {
  expect(await runtime().world.audit()).toEqual([]);
});
afterAll(async () => {
  await opened?.close();
});

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
const withPicture = {
  ...question,
  attachments: [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }],
};

const hang = (rule: Omit<FaultRule, 'kind'>): FaultRule => ({ ...rule, kind: 'hang', times: 1 });
const transaction = (skip: number) => hang({ service: 'dynamodb', operation: 'TransactWriteItems', skip });

/** Only its tombstone and the line that says so are left. */
async function expectGone({ id, apiKey }: Submitted): Promise<void> {
  const { world } = runtime();
  expect(await privacyClient(world).ask('GET', `/v1/inquiries/${id}`, { bearer: apiKey })).toMatchObject({
    status: 410,
    body: { code: 'erased' },
  });
  expect(await world.stored.itemsWith(id)).toEqual(['inquiry', 'timelineEvent']);
  expect(await world.stored.objectsWith(id)).toEqual([]);
  expect(await world.mailsAbout(id)).toEqual([]);
}

/** Passes of the sweeper while the clock goes on to what is due; a runtime that was killed has forgotten how far it was. */
const swept = (inquiry: Submitted) =>
  until('the sweeper wiping', async () => {
    await runtime().world.advance(60);
    await runtime().world.sweep();
    return (await runtime().world.stored.itemsWith(inquiry.id)).includes('dueWork') ? undefined : true;
  });

test.each([
  ['after the tombstone and before its files', hang({ service: 's3', operation: 'DeleteObject' }), true],
  ['between its files and its items', hang({ service: 'sns', operation: 'Publish' }), false],
  ['after the tombstone and before its first items', transaction(1), false],
  ['between its first items and its timeline', transaction(2), false],
  ['between its timeline and its text', transaction(3), false],
])(
  'a runtime killed in an erasure %s erases the rest after its restart',
  async (_, fault, hasFiles) => {
    const { world } = runtime();
    const inquiry = await world.submit(withPicture, world.company.apiKey);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    await world.faults.set([fault]);
    const unanswered = privacyClient(world)
      .erase(inquiry)
      .catch(() => 'broken off');
    await struck(world);

    await runtime().killAndRestart();

    expect(await unanswered).toBe('broken off');
    const { id, apiKey } = inquiry;
    expect(await privacyClient(world).ask('GET', `/v1/inquiries/${id}`, { bearer: apiKey })).toMatchObject({
      status: 410,
    });
    expect(await world.stored.itemsWith(id)).toEqual(expect.arrayContaining(['dueWork', 'inquiryText']));
    expect(await world.stored.objectsWith(id)).toHaveLength(hasFiles ? 1 : 0);
    await swept(inquiry);
    await expectGone(inquiry);
  },
  60_000,
);

test('a runtime killed before the tombstone has erased nothing, and does when it is asked again', async () => {
  const { world } = runtime();
  const inquiry = await world.submit(withPicture, world.company.apiKey);
  await ended(world, inquiry);
  await world.faults.set([transaction(0)]);
  const unanswered = privacyClient(world)
    .erase(inquiry)
    .catch(() => 'broken off');
  await struck(world);

  await runtime().killAndRestart();

  expect(await unanswered).toBe('broken off');
  expect((await world.status(inquiry)).status).toBe('ai_responded');
  await privacyClient(world).erase(inquiry);
  await expectGone(inquiry);
}, 60_000);

test('an execution that waits for a reply ends, though the runtime was killed before it was told', async () => {
  const { world } = runtime();
  const inquiry = await world.submit(legalThreat, world.company.apiKey);
  await awaitingReply(world, inquiry);
  await world.faults.set([hang({ service: 'states', operation: 'SendTaskSuccess' })]);
  const unanswered = privacyClient(world)
    .erase(inquiry)
    .catch(() => 'broken off');
  await struck(world);

  await runtime().killAndRestart();

  expect(await unanswered).toBe('broken off');
  await swept(inquiry);
  expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  await expectGone(inquiry);
}, 60_000);

test('a person’s erasure goes on where the runtime was killed, and its request counts each inquiry once', async () => {
  const { world } = runtime();
  const customerEmail = 'erased.twice@example.com';
  const inquiries: Submitted[] = [];
  for (const _ of [1, 2]) inquiries.push(await world.submit({ ...withPicture, customerEmail }, world.company.apiKey));
  for (const inquiry of inquiries) await ended(world, inquiry);
  await world.faults.set([hang({ service: 's3', operation: 'DeleteObject' })]);
  const requestId = await privacyClient(world).request('erasure', customerEmail);
  await struck(world);

  await runtime().killAndRestart();

  const request = await until('the end of the request', async () => {
    await world.advance(60);
    await world.sweep();
    const found = await privacyClient(world).dataRequest(requestId);
    return found.state === 'done' ? found : undefined;
  });
  for (const inquiry of inquiries) await swept(inquiry);
  expect(request.counts.inquiries).toBe(2);
  for (const inquiry of inquiries) await expectGone(inquiry);
}, 60_000);
