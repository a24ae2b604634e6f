import { statusTokenOf } from '../../functions/tokens/sealed-tokens.ts';
import type { Submitted } from '../support/api-client.ts';
import { legalThreat, question } from '../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail, struck, sweptUntil } from '../support/journey.ts';
import { goesOn } from './goes-on.ts';
import { replyText } from './hold.ts';
import { mortalRuntimeOfSuite } from './mortal-runtime.ts';
import { afterEffect, beforeEffect, inBetween } from './situations.ts';
import { expectSound, followToEnd } from './soundness.ts';

const runtime = mortalRuntimeOfSuite();

const everyFourth = <T>(all: readonly T[], from: number): readonly T[] => all.filter((_, index) => index % 4 === from);

// All of them: `kill.full.test.ts`.
describe('a runtime killed at some points', () =>
  goesOn(runtime, [...everyFourth(beforeEffect, 0), ...everyFourth(afterEffect, 2), ...inBetween]));

test('an inquiry committed but not started when the runtime was killed is started by the sweeper', async () => {
  const { world } = runtime();
  const title = 'Committed, never started';
  await world.faults.set([{ service: 'states', operation: 'StartExecution', kind: 'hang' }]);
  const unanswered = world.submit({ ...question, title }, world.company.apiKey).catch(() => 'broken off');
  await struck(world);

  await runtime().killAndRestart();

  expect(await unanswered).toBe('broken off');
  const inquiry = await inquiryTitled(title);
  expect((await world.status(inquiry)).status).toBe('pending');
  await sweptUntil(world, { expected: 'the start of its run', mostMinutes: 8 }, () =>
    world.executions.status(inquiry.id, 1),
  );
  await followToEnd(world, inquiry, 'answered');
  await expectSound(world, inquiry, 'answered');
});

test('a reply committed before the token was stored survives the kill', async () => {
  const { world } = runtime();
  await world.faults.set([{ service: 'lambda', function: 'await-reply', kind: 'hang', times: 1 }]);
  const inquiry = await world.submit(legalThreat, world.company.apiKey);
  await struck(world);
  const { link } = await latestStaffMail(world, inquiry);
  expect((await world.reply(link, replyText)).status).toBe(200);

  await runtime().killAndRestart();

  expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  await expectSound(world, inquiry, 'replied');
});

test('a reply committed whose bell was not rung before the kill reaches the customer', async () => {
  const { world } = runtime();
  const inquiry = await world.submit(legalThreat, world.company.apiKey);
  await awaitingReply(world, inquiry);
  const { link } = await latestStaffMail(world, inquiry);
  await world.faults.set([{ service: 'states', operation: 'SendTaskSuccess', kind: 'hang' }]);
  const unanswered = world.reply(link, replyText).catch(() => 'broken off');
  await struck(world);

  await runtime().killAndRestart();

  expect(await unanswered).toBe('broken off');
  expect((await world.status(inquiry)).answer?.text).toBe(replyText);
  await sweptUntil(world, { expected: 'the mail of the sweeper', mostMinutes: 10 }, async () =>
    (await answerMailIds(world, inquiry)).length > 0 ? true : undefined,
  );
  expect(await ended(world, inquiry, { mostSeconds: 900 })).toBe('SUCCEEDED');
  await expectSound(world, inquiry, 'replied');
});

/** An inquiry whose submission was never answered, found as its company would find it. */
async function inquiryTitled(title: string): Promise<Submitted> {
  const { world } = runtime();
  const { apiKey } = world.company;
  const found = (await world.list(apiKey)).find((item) => item.title === title);
  if (found === undefined) throw new Error(`No inquiry is titled ${title}`);
  return { id: found.id, statusToken: statusTokenOf(found.id), apiKey };
}
