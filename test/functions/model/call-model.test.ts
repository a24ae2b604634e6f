import { createCompany } from '../../../functions/entities/company.ts';
import { withFairShare } from '../../../functions/model/call-model.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let startMs = Date.UTC(2026, 0, 5, 9);
beforeEach(() => {
  // Each test begins long after the shortage of the one before.
  startMs += 86_400_000;
});

let made = 0;
async function newCompany(): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01jm${String(made).padStart(22, '0')}`);
  await createCompany(companySettings(companyId, 'Waiting', 'basic'), epochMs(startMs));
  return companyId;
}

const throttled = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('later'), { name: 'ThrottlingException' }));
const answered = (): Promise<string> => Promise.resolve('answer');
const storeCalls = (): number => ['GetItem', 'PutItem', 'UpdateItem'].flatMap((name) => world.aws.calls(name)).length;

test('a model that is not short is called without a look at the store', async () => {
  const companyId = await newCompany();
  const before = storeCalls();

  for (let calls = 0; calls < 100; calls += 1) await withFairShare({ companyId, nowMs: epochMs(startMs) }, answered);

  expect(storeCalls()).toBe(before);
});

test('for a minute after it throttled a company starts no more than its plan allows', async () => {
  const companyId = await newCompany();
  const call = (afterMs: number) => withFairShare({ companyId, nowMs: epochMs(startMs + afterMs) }, answered);
  await expect(withFairShare({ companyId, nowMs: epochMs(startMs) }, throttled)).rejects.toThrow('later');

  const started = await Promise.allSettled(Array.from({ length: 20 }, () => call(1)));
  const later = await Promise.allSettled(Array.from({ length: 20 }, () => call(4_001)));
  const after = await Promise.allSettled(Array.from({ length: 20 }, () => call(60_000)));

  const fulfilled = [started, later, after].map((all) => all.filter(({ status }) => status === 'fulfilled').length);
  expect(fulfilled).toEqual([5, 2, 20]);
  expect(started.at(-1)).toMatchObject({ reason: { name: 'FairShareExceeded' } });
});

test('another error does not make the model short', async () => {
  const companyId = await newCompany();
  const nowMs = epochMs(startMs);
  await expect(withFairShare({ companyId, nowMs }, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );

  const started = await Promise.allSettled(
    Array.from({ length: 20 }, () => withFairShare({ companyId, nowMs }, answered)),
  );

  expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);
});

interface Waiting {
  readonly companyId: CompanyId;
  attempts: number;
  nextAtMs: number;
}

/** Jitter as a Retrier has it, the same at each run of the test. */
function dice(): () => number {
  let seed = 42;
  return () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
}

test('behind one company’s 500 inquiries the 5 of another are through within minutes, not at the end', async () => {
  const [large, small] = [await newCompany(), await newCompany()];
  const admittedPerMinute = 40;
  const random = dice();
  const waiting = new Set<Waiting>(
    [...Array<CompanyId>(500).fill(large), ...Array<CompanyId>(5).fill(small)].map((companyId) => ({
      companyId,
      attempts: 0,
      nextAtMs: startMs,
    })),
  );
  const doneAfterSeconds = new Map<CompanyId, number[]>([
    [large, []],
    [small, []],
  ]);
  let admitted = 0;

  for (let second = 0; second < 7_200 && waiting.size > 0; second += 1) {
    const nowMs = startMs + second * 1_000;
    if (second % 60 === 0) admitted = 0;
    for (const inquiry of waiting) {
      if (inquiry.nextAtMs > nowMs) continue;
      const { companyId } = inquiry;
      try {
        await withFairShare({ companyId, nowMs: epochMs(nowMs) }, () => {
          if (admitted >= admittedPerMinute) return throttled();
          admitted += 1;
          return answered();
        });
        waiting.delete(inquiry);
        doneAfterSeconds.get(companyId)?.push(second);
      } catch {
        inquiry.nextAtMs = nowMs + random() * Math.min(300, 2 * 2 ** inquiry.attempts) * 1_000;
        inquiry.attempts += 1;
      }
    }
  }

  expect(waiting.size).toBe(0);
  const lastOf = (companyId: CompanyId): number => Math.max(...(doneAfterSeconds.get(companyId) ?? []));
  expect(lastOf(large)).toBeGreaterThan(600);
  expect(lastOf(small)).toBeLessThan(lastOf(large) / 4);
}, 60_000);
