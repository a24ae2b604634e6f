import type { CompanySettings } from '../../schemas/company.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { slaCheckpoints } from '../sla/checkpoints.ts';
import { WorkingTimeOutOfReach } from '../sla/working-time.ts';

interface SettingsFault {
  /** Like `staff[2].agentId`. */
  readonly path: string;
  readonly message: string;
}

/** List lengths at which the settings are still read in one piece with every inquiry. */
const mostOf = { staff: 200, hours: 200, holidays: 1_000 } as const;

/**
 * Rules of settings that the schema cannot express, from `nowMs` on: ids of staff are unique, one member is
 * a manager to hand cases over to, and the calendar has working time. Empty when all hold.
 */
export function checkSettings(settings: CompanySettings, nowMs: EpochMs): readonly SettingsFault[] {
  const lengths = checkLengths(settings);
  return lengths.length > 0 ? lengths : [...checkStaff(settings), ...checkCalendar(settings, nowMs)];
}

function checkLengths({ staff, calendar }: CompanySettings): readonly SettingsFault[] {
  const lengths = [
    { path: 'staff', length: staff.length, most: mostOf.staff },
    { path: 'calendar.hours', length: calendar.hours.length, most: mostOf.hours },
    { path: 'calendar.holidays', length: calendar.holidays.length, most: mostOf.holidays },
  ];
  return lengths.flatMap(({ path, length, most }) =>
    length > most ? [{ path, message: `has ${length} items; at most ${most} are allowed` }] : [],
  );
}

function checkStaff({ staff }: CompanySettings): readonly SettingsFault[] {
  const ids = staff.map(({ agentId }) => agentId);
  const repeated = ids.flatMap((agentId, at) =>
    ids.indexOf(agentId) < at
      ? [{ path: `staff[${at}].agentId`, message: `${agentId} is also that of staff[${ids.indexOf(agentId)}]` }]
      : [],
  );
  const hasManager = staff.some(({ role }) => role === 'manager');
  return hasManager
    ? repeated
    : [...repeated, { path: 'staff', message: 'has no manager left, to whom overdue cases go' }];
}

function checkCalendar({ calendar, slaMinutes }: CompanySettings, nowMs: EpochMs): readonly SettingsFault[] {
  try {
    for (const minutes of Object.values(slaMinutes))
      slaCheckpoints({ calendar, openedAtMs: nowMs, slaMinutes: minutes });
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const isTooLittle = error instanceof WorkingTimeOutOfReach;
    return [
      {
        path: 'calendar',
        message: isTooLittle
          ? 'leaves too little working time: an SLA would end in more than 1,000 years'
          : 'leaves no working time for 400 days in a row',
      },
    ];
  }
}

/**
 * RFC 7396: the target with the patch's fields in place of its own; objects are merged field by field, null removes,
 * everything else, lists included, replaces. Neither argument is changed.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
