import type { EscalationFacts } from '../../../domain/escalation/decide-escalation.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import { AgentId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';

/** A company in Seoul, open 09:00–18:00 on weekdays; a name with a star is a manager's. */
export const settingsWith = (names: readonly string[]): CompanySettings =>
  CompanySettings.parse({
    companyId: '01jq0000000000000000000000',
    name: 'Hanbit',
    plan: 'pro',
    locale: 'ko',
    calendar: {
      timeZone: 'Asia/Seoul',
      hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' })),
      holidays: [],
    },
    slaMinutes: { high: 60, medium: 240, low: 480 },
    staff: names.map((name) => ({
      agentId: name.replace('*', ''),
      name,
      email: `${name.replace('*', '')}@example.com`,
      role: name.endsWith('*') ? 'manager' : 'agent',
    })),
  });

/** Opened on a Wednesday at 09:00 in Seoul with high urgency: due at 09:30, 09:48 and 10:00. */
export const escalationWith = (fields: Partial<EscalationFacts> = {}): EscalationFacts => ({
  state: 'open',
  stage: 'assigned',
  run: Run.parse(1),
  urgency: 'high',
  ownerAgentId: AgentId.parse('jisoo'),
  generation: 1,
  openedAtMs: seoulAt('09:00'),
  dueAtMs: seoulAt('09:30'),
  slaDueAtMs: seoulAt('10:00'),
  repeatedHandovers: 0,
  hasReply: false,
  hasDueMail: false,
  ...fields,
});

export const seoulAt = (time: string) => epochMs(Date.parse(`2026-03-04T${time}+09:00`));
