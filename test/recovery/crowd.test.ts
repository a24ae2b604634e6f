import { setTimeout as delay } from 'node:timers/promises';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { question } from '../support/inquiries.ts';
import { ended } from '../support/journey.ts';
import { type MortalRuntime, openMortalRuntime } from './mortal-runtime.ts';

const crowd = 200;

/** A machine that is short of room or time says when to come again; nothing else may keep an inquiry out. */
const isForLater = (answer: Response): boolean =>
  (answer.status === 503 || answer.status === 429) && answer.headers.has('retry-after');

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
    Array.from({ length: crowd }, (_, index) =>
      client.submitInquiry({ title, content: `${content} (${index})`, externalId: `crowd-${index}` }),
    ),
  );

  expect(new Set(accepted.map(({ id }) => id)).size).toBe(crowd);
  expect(refusals).toEqual([]);
  const inquiries = accepted.map(({ id, statusToken }) => ({ id, statusToken, apiKey }));
  const outcomes = new Set<string>();
  // A start that was lost in the crowd is the sweeper's, which comes with the clock.
  for (const inquiry of inquiries) {
    outcomes.add(`${await ended(world, inquiry, { mostSeconds: 600 })} ${(await world.status(inquiry)).status}`);
  }
  expect([...outcomes]).toEqual(['SUCCEEDED ai_responded']);
  expect(await world.audit()).toEqual([]);
}, 400_000);
