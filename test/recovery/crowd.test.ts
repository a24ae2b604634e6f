import { setTimeout as delay } from 'node:timers/promises';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { question } from '../support/inquiries.ts';
import { clockFor } from '../support/journey.ts';
import { advanceUntil } from '../support/until.ts';
import type { World } from '../support/world.ts';
import { type MortalRuntime, openMortalRuntime } from './mortal-runtime.ts';

const crowd = 200;

/** A machine short of room or time says when to come again, or is too late; nothing else may keep an inquiry out. */
const isForLater = (answer: Response): boolean => answer.headers.has('retry-after') || answer.status === 504;

let opened: MortalRuntime | undefined;
const runtime = (): MortalRuntime => {
  if (opened === undefined) throw new Error('The runtime is not open');
  return opened;
};
beforeAll(async () => {
  opened = await openMortalRuntime();
}, 60_000);
afterAll(async () => {
  await opened?.close();
});

/** Keeps each transaction under way for as long as one takes on AWS, and sees those that meet at an item. */
const watchMeetings = ({ faults }: World) =>
  faults.set([{ service: 'dynamodb', operation: 'TransactWriteItems', kind: 'cancel_met_transaction', delayMs: 20 }]);

/** A client that comes again until it is let in, and keeps what else it was told. */
function persistentClient({ apiUrl, company: { apiKey } }: World) {
  const refusals: string[] = [];
  const client = createInquiriesClient({
    baseUrl: apiUrl,
    apiKey,
    retries: 1_000,
    timing: { now: () => performance.now(), pause: () => delay(100), random: () => 0 },
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (response.status !== 202 && !isForLater(response)) refusals.push(await response.clone().text());
      return response;
    },
  });
  return { client, refusals };
}

const { title, content } = question;

test(`${crowd} submissions of one company at once are all accepted once, meet nowhere in the table, and are all answered`, async () => {
  const { world } = runtime();
  const { apiKey } = world.company;
  const { client, refusals } = persistentClient(world);
  await watchMeetings(world);

  const accepted = await Promise.all(
    Array.from({ length: crowd }, (_, index) =>
      client.submitInquiry({ title, content: `${content} (#${index})`, externalId: `crowd-${index}` }),
    ),
  );

  expect(new Set(accepted.map(({ id }) => id)).size).toBe(crowd);
  expect(refusals).toEqual([]);
  expect(await world.faults.hitCounts()).toEqual([0]);
  expect((await world.faults.matchedCounts())[0]).toBeGreaterThanOrEqual(crowd);
  await world.faults.clear();
  const inquiries = accepted.map(({ id, statusToken }) => ({ id, statusToken, apiKey }));
  const outcomes = new Set<string>();
  // A clock that is moved takes what is under way for hanging.
  for (const inquiry of inquiries) await clockFor(world, inquiry).rest();
  // A start that was lost in the crowd is the sweeper's, which comes with the clock.
  for (const inquiry of inquiries) {
    const settled = await advanceUntil(
      clockFor(world, inquiry),
      { expected: 'an answer or a person', mostSeconds: 600 },
      async () => {
        const { status, statusReason } = await world.detail(inquiry);
        return status === 'pending' ? undefined : `${status} ${statusReason ?? ''}`.trim();
      },
    );
    outcomes.add(settled);
  }
  expect([...outcomes]).toEqual(['ai_responded']);
  expect(await world.audit()).toEqual([]);
}, 400_000);

test('submissions that want one item do meet there, and one of them is accepted', async () => {
  const { world } = runtime();
  const { client } = persistentClient(world);
  await watchMeetings(world);

  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => client.submitInquiry({ title, content, externalId: 'wanted-by-all' })),
  );

  const [meetings = 0] = await world.faults.hitCounts();
  await world.faults.clear();
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(meetings).toBeGreaterThan(0);
});
