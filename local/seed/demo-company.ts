import type { CompanySettings } from '../../schemas/company.ts';
import { AgentId, type CompanyId } from '../../schemas/ids.ts';

const workdays = [1, 2, 3, 4, 5] as const;

/** Korea's public holidays and their substitutes that fall on a working day. */
const holidays = [
  ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-03-02', '2026-05-05', '2026-05-25'],
  ...['2026-08-17', '2026-09-24', '2026-09-25', '2026-10-05', '2026-10-09', '2026-12-25'],
  ...['2027-01-01', '2027-02-08', '2027-02-09', '2027-03-01', '2027-05-05', '2027-05-13', '2027-08-16'],
  ...['2027-09-14', '2027-09-15', '2027-09-16', '2027-10-04', '2027-10-11', '2027-12-27'],
];

/** An invented shop that serves its customers in Korean and English; its addresses can receive no mail. */
export const demoSettings = (companyId: CompanyId): CompanySettings => ({
  companyId,
  name: '메리디안 스토어 (Meridian Store)',
  plan: 'pro',
  locale: 'ko',
  calendar: {
    timeZone: 'Asia/Seoul',
    hours: workdays.map((day) => ({ day, from: '09:00', to: '18:00' })),
    holidays,
  },
  slaMinutes: { high: 60, medium: 240, low: 540 },
  staff: [
    { agentId: AgentId.parse('minseo'), name: '김민서', email: 'minseo.kim@example.com', role: 'agent' },
    { agentId: AgentId.parse('daniel'), name: '박다니엘', email: 'daniel.park@example.com', role: 'agent' },
    { agentId: AgentId.parse('jiwon'), name: '이지원', email: 'jiwon.lee@example.com', role: 'manager' },
  ],
});
