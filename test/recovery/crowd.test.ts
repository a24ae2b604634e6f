import { setTimeout as delay } from 'node:timers/promises';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { question } from '../support/inquiries.ts';
import { clockFor } from '../support/journey.ts';
import { advanceUntil } from '../support/until.ts';
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

test(`${crowd} submissions of one company at once are all accepted once, and all answered`, async () => {
  const { world } = runtime();
  const { apiKey } = world.company;
  const refusals: string[] = [];
  const client = createInquiriesClient({
    baseUrl: world.apiUrl,
    apiKey,
    retries: 1_000,
    timing: { now: () => performance.now(), pause: () => delay(100), random: () => 0 },
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (response.status !== 202 && !isForLater(response)) refusals.push(await response.clone().text());
      return response;
    },
  });
  const { title, content } = question;

  const accepted = await Promise.all(
    Array.from({ length: crowd }, (_, index) => client.submitInquiry({ title, content, externalId: `crowd-${index}` })),
  );

  expect(new Set(accepted.map(({ id }) => id)).size).toBe(crowd);
  expect(refusals).toEqual([]);
  const inquiries = accepted.map(({ id, statusToken }) => ({ id, statusToken, apiKey }));
  const outcomes = new Set<string>();
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
