import { BusinessCalendar, SlaMinutes } from '../../schemas/company.ts';

const seoul = { timeZone: 'Asia/Seoul', hours: [{ day: 1, from: '09:00', to: '18:00' }], holidays: ['2026-01-01'] };

describe('a company’s calendar', () => {
  test('takes IANA zones, stretches that end after they begin, and midnight as an end', () => {
    expect(BusinessCalendar.safeParse(seoul).success).toBe(true);
    expect(BusinessCalendar.safeParse({ ...seoul, hours: [{ day: 7, from: '22:00', to: '24:00' }] }).success).toBe(
      true,
    );
  });

  test.each([
    ['a zone that does not exist', { ...seoul, timeZone: 'Asia/Atlantis' }],
    ['a stretch that ends before it begins', { ...seoul, hours: [{ day: 1, from: '18:00', to: '09:00' }] }],
    ['an eighth weekday', { ...seoul, hours: [{ day: 8, from: '09:00', to: '18:00' }] }],
    ['no hours at all', { ...seoul, hours: [] }],
    ['a holiday that is no date', { ...seoul, holidays: ['2026-02-30'] }],
  ])('refuses %s', (_, calendar) => {
    expect(BusinessCalendar.safeParse(calendar).success).toBe(false);
  });

  test('refuses an SLA beyond a year', () => {
    expect(SlaMinutes.safeParse({ high: 60, medium: 240, low: 525_601 }).success).toBe(false);
  });
});
