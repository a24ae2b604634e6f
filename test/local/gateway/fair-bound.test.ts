import fc from 'fast-check';
import { createFairBound, createFairSemaphore } from '../../../local/gateway/fair-bound.ts';

describe('fair bound', () => {
  const most = 100;
  const step = fc.record({
    kind: fc.constantFrom('take' as const, 'give' as const),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    amount: fc.integer({ min: 1, max: 20 }),
  });

  test('never holds more than the bound, and has all of it free again when all is given back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.constantFrom(1 / 16, 1, 2, 8), (steps, shareOfFree) => {
        const bound = createFairBound(most);
        const held: { key: string; amount: number }[] = [];
        for (const { kind, key, amount } of steps) {
          if (kind === 'take' && bound.take(key, { shareOfFree, amount })) held.push({ key, amount });
          const given = kind === 'give' ? held.shift() : undefined;
          if (given !== undefined) bound.give(given.key, given.amount);
          expect(held.reduce((sum, one) => sum + one.amount, 0)).toBeLessThanOrEqual(most);
        }
        for (const { key, amount } of held) bound.give(key, amount);

        expect(bound.take('a', { shareOfFree, amount: most })).toBe(true);
      }),
    );
  });

  test('each that takes all it can leaves its part of what was free', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1 / 16, 1, 4), (keys, shareOfFree) => {
        const bound = createFairBound(10_000);
        for (let key = 0; key < keys; key += 1) {
          while (bound.take(`${key}`, { shareOfFree }));
        }

        let left = 0;
        while (bound.take(`late ${left}`, { shareOfFree })) left += 1;

        const expected = 10_000 / (1 + shareOfFree) ** keys;
        expect(left).toBeGreaterThan(expected - keys - 1);
        expect(left).toBeLessThanOrEqual(expected);
      }),
    );
  });
});

describe('fair semaphore', () => {
  test('lets no more run than may, and the companies that wait take turns', async () => {
    const semaphore = createFairSemaphore(2);
    const started: string[] = [];
    const releases: (() => void)[] = [];
    const acquire = (key: string): void =>
      void semaphore.acquire(key).then((release) => {
        started.push(key);
        releases.push(release);
      });
    for (let count = 0; count < 100; count += 1) acquire('flooding');
    acquire('quiet');
    await settled();
    expect(started).toEqual(['flooding', 'flooding']);

    for (let count = 0; count < 2; count += 1) {
      releases.shift()?.();
      await settled();
    }

    expect(started).toHaveLength(4);
    expect(started.slice(2)).toContain('quiet');
  });

  test('of a company beside whose others have work, one runs at a time, and as many as may once it is alone again', async () => {
    let isShared = true;
    const semaphore = createFairSemaphore(4, () => isShared);
    const started: string[] = [];
    const releases: (() => void)[] = [];
    const acquire = (key: string): void =>
      void semaphore.acquire(key).then((release) => {
        started.push(key);
        releases.push(release);
      });
    for (let count = 0; count < 10; count += 1) acquire('flooding');
    acquire('quiet');
    await settled();
    expect(started.toSorted()).toEqual(['flooding', 'quiet']);

    isShared = false;
    releases.shift()?.();
    await settled();

    expect(started).toHaveLength(5);
  });

  const settled = () => new Promise((resolve) => setImmediate(resolve));
});
