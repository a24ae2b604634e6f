import { GetUsageResponse } from '../../schemas/api/usage.ts';
import { statesOf } from '../support/executions.ts';
import { question, quotesBestPassage } from '../support/inquiries.ts';
import { awaitingReply, ended, latestStaffMail } from '../support/journey.ts';
import { createTestCompany } from '../support/test-company.ts';
import { openInProcess } from './open-in-process.ts';
import type { WorkflowWorld } from './world.ts';

let opened: WorkflowWorld | undefined;
const inWorld = (): WorkflowWorld => {
  if (opened === undefined) throw new Error('The world is not open');
  return opened;
};

/** A model whose price is known: a draft of 900 and 120 tokens costs 0.0000828 US dollars. */
beforeAll(async () => {
  opened = await openInProcess({ answerModelId: 'amazon.nova-lite-v1:0' });
  opened.model.script(quotesBestPassage);
}, 60_000);
afterEach(async () => {
  expect(await inWorld().audit()).toEqual([]);
});
afterAll(() => opened?.close());

const list = (apiKey: string) =>
  fetch(`${inWorld().apiUrl}/v1/inquiries?limit=1`, { headers: { authorization: `Bearer ${apiKey}` } });

/** So many requests, twenty at a time. */
async function listTimes(apiKey: string, times: number): Promise<readonly Response[]> {
  const answers: Response[] = [];
  while (answers.length < times) {
    const next = Math.min(20, times - answers.length);
    answers.push(...(await Promise.all(Array.from({ length: next }, () => list(apiKey)))));
  }
  return answers;
}
const statusesOf = (answers: readonly Response[]): ReadonlySet<number> => new Set(answers.map(({ status }) => status));

describe('the rate of a plan, over HTTP', () => {
  test('two hundred requests at once pass, and what is above the burst is told when to come back', async () => {
    const { company } = inWorld();
    const small = await createTestCompany({ plan: 'basic' });

    const many = await listTimes(company.apiKey, 200);
    const burst = await listTimes(small.apiKey, 40);
    const refused = await list(small.apiKey);
    const other = await list(company.apiKey);
    await inWorld().advance(1);
    const again = await listTimes(small.apiKey, 10);

    expect([statusesOf(many), statusesOf(burst), statusesOf(again)]).toEqual(Array(3).fill(new Set([200])));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('ratelimit-policy')).toBe('"requests";q=40;w=4');
    expect(refused.headers.get('ratelimit')).toBe('"requests";r=0;t=4');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect([other.status, other.headers.get('ratelimit')]).toEqual([200, '"requests";r=199;t=3']);
  });
});

describe('a limit to a day’s spending', () => {
  test('sends inquiries to people once it is reached', async () => {
    const world = inWorld();
    const { apiKey } = await createTestCompany({ modelSpendUsdPerDay: 0.0001 });
    for (let answered = 0; answered < 2; answered += 1) {
      expect(await ended(world, await world.submit(question, apiKey))).toBe('SUCCEEDED');
      await world.advance(31);
    }
    world.model.script(quotesBestPassage);

    const held = await world.submit(question, apiKey);
    const history = await awaitingReply(world, held);
    const drafts = world.model.answeredCount;
    const { link, text } = await latestStaffMail(world, held);
    await world.reply(link, 'By hand today.');
    await ended(world, held);

    expect(drafts).toBe(0);
    expect(statesOf(history)).not.toContain('ScoreQuality');
    expect(await world.detail(held)).toMatchObject({ status: 'resolved', statusReason: 'spend_limit' });
    expect(text).toContain('The limit that the company has set to a day’s spending');
  });
});

describe('usage', () => {
  test('tells the day’s outcomes with their tokens and cost', async () => {
    const world = inWorld();
    const { apiKey } = world.demo;
    await ended(world, await world.submit(question, apiKey));
    const risky = await world.submit(
      { title: 'Smoke', content: 'The charger is on fire and somebody is hurt. What must I do?' },
      apiKey,
    );
    await awaitingReply(world, risky);

    const answer = await fetch(`${world.apiUrl}/v1/usage`, { headers: { authorization: `Bearer ${apiKey}` } });

    const { plan, quota, totals, days } = GetUsageResponse.parse(await answer.json());
    expect(plan).toBe('pro');
    expect(quota).toMatchObject({ used: 2, remaining: 49_998 });
    expect(totals).toMatchObject({ inquiries: 2, answered: 1, escalated: 1 });
    expect(totals.promptTokens).toBe(1_800);
    expect(totals.costUsd).toBeCloseTo(2 * 0.0000828, 7);
    expect(days.at(-1)).toMatchObject({ inquiries: 2 });
  });
});
