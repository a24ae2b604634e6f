import type { Submitted } from '../support/api-client.ts';
import { legalThreat } from '../support/inquiries.ts';
import { awaitingReply, ended, struck } from '../support/journey.ts';
import { privacyClient } from '../support/privacy-client.ts';
import { until } from '../support/until.ts';
import { expectErasedAfterKill, expectGone, hang, killPoints, swept, transaction, withPicture } from './erasing.ts';
import { mortalRuntimeOfSuite } from './mortal-runtime.ts';

const runtime = mortalRuntimeOfSuite();

// At each of its points: `erasure.full.test.ts`.
test.each(killPoints.slice(0, 1))(
  'a runtime killed in an erasure %s erases the rest after its restart',
  (_, fault, hasFiles) => expectErasedAfterKill(runtime(), { fault, hasFiles }),
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
  await expectGone(runtime(), inquiry);
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
  await swept(runtime(), inquiry);
  expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  await expectGone(runtime(), inquiry);
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
  for (const inquiry of inquiries) await swept(runtime(), inquiry);
  expect(request.counts.inquiries).toBe(2);
  for (const inquiry of inquiries) await expectGone(runtime(), inquiry);
}, 60_000);
