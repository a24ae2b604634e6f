import fc from 'fast-check';
import { nextHandoverAtMs, slaCheckpoints, waitSecondsUntil } from '../../../domain/sla/checkpoints.ts';
import { epochMs } from '../../../schemas/units.ts';

const minuteMs = 60_000;
const at = (time: string) => epochMs(Date.parse(time));
const always = {
  timeZone: 'Asia/Seoul',
  hours: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })),
  holidays: [],
};
const office = {
  timeZone: 'Asia/Seoul',
  hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [],
};

describe('slaCheckpoints', () => {
  test('falls at 50, 80 and 100 % of the working time, not of the clock', () => {
    const openedAtMs = at('2026-03-06T07:00:00Z');

    expect(slaCheckpoints({ calendar: office, openedAtMs, slaMinutes: 240 })).toEqual({
      remindAtMs: at('2026-03-06T09:00:00Z'),
      reassignAtMs: at('2026-03-09T01:12:00Z'),
      handoverAtMs: at('2026-03-09T02:00:00Z'),
    });
  });

  test('keeps its order for an SLA of any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 30_000_000 }),
        (slaMinutes, minutes) => {
          const openedAtMs = epochMs(minutes * minuteMs);
          const { remindAtMs, reassignAtMs, handoverAtMs } = slaCheckpoints({
            calendar: office,
            openedAtMs,
            slaMinutes,
          });

          expect([openedAtMs, remindAtMs, reassignAtMs, handoverAtMs]).toEqual(
            [...new Set([openedAtMs, remindAtMs, reassignAtMs, handoverAtMs])].toSorted((a, b) => a - b),
          );
        },
      ),
    );
  });
});

describe('waitSecondsUntil', () => {
  test.each([
    [10_000, 10],
    [10_001, 11],
    [1, 1],
    [0, 1],
    [-5_000, 1],
    [99_999_999_000, 99_999_999],
    [200_000_000_000, 99_999_999],
  ])('for %d ms waits %d s', (aheadMs, seconds) => {
    const nowMs = at('2026-03-06T07:00:00Z');

    expect(waitSecondsUntil(epochMs(nowMs + aheadMs), nowMs)).toBe(seconds);
  });
});

describe('nextHandoverAtMs', () => {
  const from = at('2026-03-06T00:00:00Z');
  const minutesUntilHandover = (slaMinutes: number, repeatedHandovers: number) =>
    (nextHandoverAtMs(always, from, { slaMinutes, repeatedHandovers }) - from) / minuteMs;

  test('doubles from the SLA up to forty working hours', () => {
    expect(
      [0, 1, 2, 3, 4, 5, 500, 5_000].map((repeatedHandovers) => minutesUntilHandover(240, repeatedHandovers)),
    ).toEqual([240, 480, 960, 1_920, 2_400, 2_400, 2_400, 2_400]);
  });

  test('stays at an SLA that is longer than that', () => {
    expect([0, 1, 9].map((repeatedHandovers) => minutesUntilHandover(4_000, repeatedHandovers))).toEqual([
      4_000, 4_000, 4_000,
    ]);
  });

  test.each([1, 15, 240])(
    'comes less than 300 times in a year of round-the-clock work with an SLA of %d minutes',
    (slaMinutes) => {
      const yearEndMs = from + 366 * 24 * 60 * minuteMs;

      let repeatedHandovers = 0;
      for (let atMs = from; atMs < yearEndMs; repeatedHandovers++)
        atMs = nextHandoverAtMs(always, atMs, { slaMinutes, repeatedHandovers });

      expect(repeatedHandovers).toBeGreaterThan(200);
      expect(repeatedHandovers).toBeLessThan(300);
    },
  );
});
