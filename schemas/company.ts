import * as z from 'zod/mini';
import { AgentId, CompanyId } from './ids.ts';

export const StaffMember = z.object({
  agentId: AgentId,
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  email: z.email(),
  role: z.enum(['agent', 'manager']),
});
export type StaffMember = z.infer<typeof StaffMember>;

const clockTime = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'expected HH:MM'));

/** One stretch of work on one weekday; a night shift is two of them, `22:00`–`24:00` and `00:00`–`06:00`. */
const WorkingHours = z
  .object({ day: z.int().check(z.gte(1), z.lte(7)), from: clockTime, to: clockTime })
  .check(z.refine(({ from, to }) => from < to, 'must end after it begins'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * When a company works: the SLA clock runs only then. Days 1 (Monday) – 7 (Sunday), local time of `timeZone` (IANA).
 */
export const BusinessCalendar = z.object({
  timeZone: z.string().check(z.refine(isTimeZone, 'expected an IANA time zone')),
  hours: z.array(WorkingHours).check(z.minLength(1)),
  holidays: z.array(z.iso.date()),
});
export type BusinessCalendar = z.infer<typeof BusinessCalendar>;

/** Working minutes until an escalation must be answered, by urgency. */
const slaMinutes = () => z.int().check(z.gte(1), z.lte(525_600));
export const SlaMinutes = z.object({ high: slaMinutes(), medium: slaMinutes(), low: slaMinutes() });
export type SlaMinutes = z.infer<typeof SlaMinutes>;

export const Plan = z.enum(['basic', 'pro', 'enterprise']);
export type Plan = z.infer<typeof Plan>;

export const CompanySettings = z.object({
  companyId: CompanyId,
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  plan: Plan,
  /** The language of an inquiry whose text does not show it. */
  locale: z.enum(['ko', 'en']),
  calendar: BusinessCalendar,
  slaMinutes: SlaMinutes,
  staff: z.array(StaffMember).check(z.minLength(1)),
  /** Address for mail about test inquiries; SES's mailbox simulator when absent. */
  testMailAddress: z.optional(z.email()),
  /** Lowest quality score (1.0–5.0) that is sent without a person; the policy's when absent. */
  sendThreshold: z.optional(z.number().check(z.gte(1), z.lte(5))),
  /** US dollars a day (UTC) for drafts, 0.0001 or more; beyond that inquiries go to people. No limit when absent. */
  modelSpendUsdPerDay: z.optional(z.number().check(z.gte(0.0001), z.lte(1_000_000))),
  /** Days for which a resolved inquiry is kept after its last change; forever when absent. In effect within a day. */
  retentionDays: z.optional(z.int().check(z.gte(1), z.lte(3_650))),
  /** Whether numbers, addresses and names in inquiries are masked before a model reads them; default false. */
  maskPersonalDataForModel: z.optional(z.boolean()),
});
export type CompanySettings = z.infer<typeof CompanySettings>;

export const Scope = z.enum(['inquiries:write', 'inquiries:read', 'knowledge', 'escalations', 'admin']);
export type Scope = z.infer<typeof Scope>;
