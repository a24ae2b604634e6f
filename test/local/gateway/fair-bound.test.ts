import fc from 'fast-check';
import { createFairBound } from '../../../local/gateway/fair-bound.ts';

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
