import type { OperationExamples } from './operation-examples.ts';

const workdays = [1, 2, 3, 4, 5];

const settings = {
  companyId: '01kf2a0000000000000000000a',
  name: '메리디안 스토어 (Meridian Store)',
  plan: 'pro',
  locale: 'ko',
  calendar: {
    timeZone: 'Asia/Seoul',
    hours: workdays.map((day) => ({ day, from: '09:00', to: '18:00' })),
    holidays: ['2026-02-16', '2026-02-17', '2026-02-18'],
  },
  slaMinutes: { high: 60, medium: 240, low: 540 },
  staff: [
    { agentId: 'minseo', name: '김민서', email: 'minseo.kim@example.com', role: 'agent' },
    { agentId: 'jiwon', name: '이지원', email: 'jiwon.lee@example.com', role: 'manager' },
  ],
  version: 3,
};

/** By operation: the settings of one company, and a change of some. */
export const settingsExamples: Readonly<Record<string, OperationExamples>> = {
  getSettings: { response: { settings: { summary: 'All settings', value: settings } } },
  changeSettings: {
    request: {
      measures: {
        summary: 'Urgent cases within half an hour, and only very good answers without a person',
        value: { slaMinutes: { high: 30 }, sendThreshold: 4 },
      },
      holidays: {
        summary: '공휴일 바꾸기',
        value: { calendar: { holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-03-02'] } },
      },
    },
    response: {
      changed: {
        summary: 'After the change',
        value: {
          ...settings,
          slaMinutes: { ...settings.slaMinutes, high: 30 },
          sendThreshold: 4,
          version: 4,
          effectiveWithinSeconds: 30,
        },
      },
    },
  },
};
