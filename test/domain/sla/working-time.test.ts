import fc from 'fast-check';
import { addWorkingTime, workingTimeBetween } from '../../../domain/sla/working-time.ts';
import type { BusinessCalendar } from '../../../schemas/company.ts';
import { epochMs } from '../../../schemas/units.ts';

const hourMs = 3_600_000;
const at = (time: string) => epochMs(Date.parse(time));
const minute = (value: number) =>
  `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
const everyDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }));
const weekdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((day) => ({ day, from, to }));

const seoul: BusinessCalendar = {
  timeZone: 'Asia/Seoul',
  hours: [...weekdays('09:00', '12:00'), ...weekdays('13:00', '18:00')],
  holidays: ['2026-10-09'],
};

describe('working time', () => {
  test.each([
    ['within a morning', '2026-03-04T00:30:00Z', 1, '2026-03-04T01:30:00Z'],
    ['across lunch', '2026-03-04T02:30:00Z', 1, '2026-03-04T04:30:00Z'],
    ['from before opening', '2026-03-03T20:00:00Z', 1, '2026-03-04T01:00:00Z'],
    ['to the very end of a day', '2026-03-04T00:00:00Z', 8, '2026-03-04T09:00:00Z'],
    ['over a weekend', '2026-03-06T08:00:00Z', 2, '2026-03-09T01:00:00Z'],
    ['over a holiday by its local date', '2026-10-08T08:00:00Z', 2, '2026-10-12T01:00:00Z'],
    ['from the evening before in UTC', '2026-10-08T23:00:00Z', 1, '2026-10-12T01:00:00Z'],
  ])('runs %s', (_case, from, hours, expected) => {
    expect(new Date(addWorkingTime(seoul, at(from), hours * hourMs)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
    expect(workingTimeBetween(seoul, at(from), at(expected))).toBe(hours * hourMs);
  });

  test.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Europe/London', '2026-03-29', 23],
    ['Europe/London', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Havana', '2026-03-08', 23],
    ['Pacific/Auckland', '2026-09-27', 23],
    ['Pacific/Auckland', '2026-04-05', 25],
    ['America/Adak', '2026-03-08', 23],
    ['Asia/Seoul', '2026-03-29', 24],
  ])('counts the real hours of a whole day in %s on %s', (timeZone, date, hours) => {
    const day = ((new Date(date).getUTCDay() + 6) % 7) + 1;
    const calendar = { timeZone, hours: [{ day, from: '00:00', to: '24:00' }], holidays: [] };
    const from = epochMs(Date.parse(date) - 36 * hourMs);
    const to = epochMs(Date.parse(date) + 60 * hourMs);

    expect(workingTimeBetween(calendar, from, to)).toBe(hours * hourMs);
  });

  test('opens at the end of a gap that swallows the opening time', () => {
    const calendar = { timeZone: 'America/New_York', hours: everyDay('02:30', '04:00'), holidays: [] };

    expect(addWorkingTime(calendar, at('2026-03-08T05:00:00Z'), hourMs)).toBe(at('2026-03-08T08:00:00Z'));
  });

  test('opens on the first pass of a repeated hour and closes on the first pass too', () => {
    const calendar = { timeZone: 'America/New_York', hours: everyDay('01:00', '01:30'), holidays: [] };
    const day = [at('2026-11-01T04:00:00Z'), at('2026-11-01T12:00:00Z')] as const;

    expect(workingTimeBetween(calendar, ...day)).toBe(hourMs / 2);
    expect(addWorkingTime(calendar, day[0], 60_000)).toBe(at('2026-11-01T05:01:00Z'));
  });

  test('counts a repeated hour twice for a company that is open until its end', () => {
    const calendar = { timeZone: 'America/New_York', hours: everyDay('01:00', '02:00'), holidays: [] };

    expect(workingTimeBetween(calendar, at('2026-11-01T04:00:00Z'), at('2026-11-01T12:00:00Z'))).toBe(2 * hourMs);
  });

  test('counts hours that are listed twice only once', () => {
    const twice = {
      ...seoul,
      hours: [...weekdays('09:00', '18:00'), ...weekdays('10:00', '11:00'), ...weekdays('17:00', '19:00')],
    };

    expect(workingTimeBetween(twice, at('2026-03-04T00:00:00Z'), at('2026-03-04T12:00:00Z'))).toBe(10 * hourMs);
  });

  test('is nothing backwards', () => {
    expect(workingTimeBetween(seoul, at('2026-03-04T03:00:00Z'), at('2026-03-04T01:00:00Z'))).toBe(0);
  });

  test('names a calendar that never works', () => {
    const never = { ...seoul, hours: [{ day: 1, from: '09:00', to: '09:00' }] };
    const message =
      'the calendar (Asia/Seoul) has no working time within 400 days after 2026-03-04T00:00:00.000Z, expected hours outside its holidays';

    expect(() => addWorkingTime(never, at('2026-03-04T00:00:00Z'), 1)).toThrow(new RangeError(message));
    expect(() => workingTimeBetween(never, at('2026-03-04T00:00:00Z'), at('2026-03-05T00:00:00Z'))).toThrow(
      new RangeError(message),
    );
  });

  test('bridges a year of holidays', () => {
    const holidays = Array.from({ length: 390 }, (_, day) =>
      new Date(Date.parse('2026-03-05') + day * 24 * hourMs).toISOString().slice(0, 10),
    );

    expect(addWorkingTime({ ...seoul, holidays }, at('2026-03-04T08:00:00Z'), 2 * hourMs)).toBe(
      at('2027-03-30T01:00:00Z'),
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p as working time', (workingMs) => {
    expect(() => addWorkingTime(seoul, at('2026-03-04T00:00:00Z'), workingMs)).toThrow(
      new RangeError(`working time is ${workingMs} ms, expected a whole number of 0 or more`),
    );
  });

  test('refuses an unknown time zone', () => {
    expect(() => addWorkingTime({ ...seoul, timeZone: 'Mars/Base' }, at('2026-03-04T00:00:00Z'), 1)).toThrow(
      'Invalid time zone specified: Mars/Base',
    );
  });
});

const zones = ['Asia/Seoul', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'] as const;
const changes = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'].map((date) =>
  Date.parse(date),
);

const instant = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * 24 * hourMs, max: 3 * 24 * hourMs }))
  .map(([change, offset]) => epochMs(change + offset));

const hours = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([day, from, length]) => ({ day, from: minute(from), to: minute(Math.min(1_440, from + length)) }));

const calendar = fc.record({
  timeZone: fc.constantFrom(...zones),
  hours: fc.array(hours, { minLength: 1, maxLength: 8 }),
  holidays: fc.array(
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -2, max: 2 }))
      .map(([change, days]) => new Date(change + days * 24 * hourMs).toISOString().slice(0, 10)),
    { maxLength: 3 },
  ),
});

const workingMs = fc.integer({ min: 0, max: 60 * hourMs });

describe('working time around clock changes, for any calendar', () => {
  test('adds up: two parts lead where their sum leads', () => {
    fc.assert(
      fc.property(calendar, instant, workingMs, workingMs, (any, from, first, second) => {
        expect(addWorkingTime(any, addWorkingTime(any, from, first), second)).toBe(
          addWorkingTime(any, from, first + second),
        );
      }),
    );
  });

  test('adds up: a span is the sum of its parts', () => {
    fc.assert(
      fc.property(calendar, fc.tuple(instant, instant, instant), (any, instants) => {
        const [a = epochMs(0), b = epochMs(0), c = epochMs(0)] = instants.toSorted((x, y) => x - y);

        expect(workingTimeBetween(any, a, b) + workingTimeBetween(any, b, c)).toBe(workingTimeBetween(any, a, c));
      }),
    );
  });

  test('is its own inverse, and never takes longer than needed', () => {
    fc.assert(
      fc.property(calendar, instant, fc.integer({ min: 1, max: 60 * hourMs }), (any, from, working) => {
        const end = addWorkingTime(any, from, working);

        expect(workingTimeBetween(any, from, end)).toBe(working);
        expect(workingTimeBetween(any, from, epochMs(end - 1))).toBe(working - 1);
      }),
    );
  });

  test('is monotonic in the start and in the working time', () => {
    fc.assert(
      fc.property(calendar, instant, instant, workingMs, workingMs, (any, a, b, first, second) => {
        const [from, later] = a <= b ? [a, b] : [b, a];

        expect(addWorkingTime(any, from, first)).toBeLessThanOrEqual(addWorkingTime(any, later, first));
        expect(addWorkingTime(any, from, Math.min(first, second))).toBeLessThanOrEqual(
          addWorkingTime(any, from, Math.max(first, second)),
        );
      }),
    );
  });

  test('is plain time for a company that works around the clock', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, workingMs, (timeZone, from, working) => {
        const always = { timeZone, hours: everyDay('00:00', '24:00'), holidays: [] };

        expect(addWorkingTime(always, from, working)).toBe(from + working);
      }),
    );
  });

  test('is plain time for shifts that touch', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, workingMs, (timeZone, from, working) => {
        const shifts = [...everyDay('01:30', '02:15'), ...everyDay('02:15', '24:00'), ...everyDay('00:00', '01:30')];

        expect(addWorkingTime({ timeZone, hours: shifts, holidays: [] }, from, working)).toBe(from + working);
      }),
    );
  });
});

test('working time that ends in more than 1,000 years is refused, not searched for without end', () => {
  const minuteOfSundays = { timeZone: 'UTC', hours: [{ day: 7, from: '09:00', to: '09:01' }], holidays: [] };
  const yearOfMinutesMs = 525_600 * 60_000;

  expect(() => addWorkingTime(minuteOfSundays, at('2026-03-04T00:00:00Z'), yearOfMinutesMs)).toThrow(
    expect.objectContaining({ name: 'WorkingTimeOutOfReach' }),
  );
});
