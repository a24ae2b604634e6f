import { checkSettings, mergePatch } from '../../../domain/company/settings.ts';
import type { CompanySettings } from '../../../schemas/company.ts';
import { epochMs } from '../../../schemas/units.ts';
import { companySettings } from '../../support/http-world.ts';

describe('check settings', () => {
  const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
  const settings = companySettings('01jd0000000000000000000aaa', 'Shop');
  const [agent, manager] = settings.staff;
  const { calendar } = settings;
  const days = (count: number): string[] =>
    Array.from({ length: count }, (_, day) => new Date(nowMs + (day - 1) * 86_400_000).toISOString().slice(0, 10));

  const faultsOf = (changed: Partial<CompanySettings>) => checkSettings({ ...settings, ...changed }, nowMs);

  test('sound settings are without fault', () => {
    expect(checkSettings(settings, nowMs)).toEqual([]);
  });

  test('the last manager cannot go', () => {
    expect(faultsOf({ staff: settings.staff.filter(({ role }) => role !== 'manager') })).toEqual([
      { path: 'staff', message: 'has no manager left, to whom overdue cases go' },
    ]);
  });

  test('two of the staff cannot share an id', () => {
    if (agent === undefined || manager === undefined) throw new Error('two of the staff are expected');

    expect(faultsOf({ staff: [agent, manager, { ...agent, name: 'Other' }] })).toEqual([
      { path: 'staff[2].agentId', message: 'mina is also that of staff[0]' },
    ]);
  });

  test('holidays may not take all working time away for more than a year', () => {
    expect(faultsOf({ calendar: { ...calendar, holidays: days(380) } })).toEqual([]);
    expect(faultsOf({ calendar: { ...calendar, holidays: days(410) } })).toEqual([
      { path: 'calendar', message: 'leaves no working time for 400 days in a row' },
    ]);
  });

  test('working hours may not be so few that an SLA would end in more than 1,000 years', () => {
    const hours = [{ day: 1, from: '09:00', to: '09:01' }];
    const slaMinutes = { ...settings.slaMinutes, low: 525_600 };

    expect(faultsOf({ calendar: { ...calendar, hours }, slaMinutes })).toEqual([
      { path: 'calendar', message: 'leaves too little working time: an SLA would end in more than 1,000 years' },
    ]);
  });

  test('lists that would make the settings slow to read are refused', () => {
    expect(faultsOf({ calendar: { ...calendar, holidays: days(1_001) } })).toEqual([
      { path: 'calendar.holidays', message: 'has 1001 items; at most 1000 are allowed' },
    ]);
  });
});

describe('merge patch', () => {
  /** From the appendix of RFC 7396. */
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched by %j is %j', (target, patch, expected) => {
    const before = structuredClone(target);

    expect(mergePatch(target, patch)).toEqual(expected);
    expect(target).toEqual(before);
  });
});
