import { type AreaDocs, ifMatch, ifNoneMatch } from './operation-docs.ts';
import type { settingsRoutes } from './settings.ts';

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

/** The settings of one company, and a change of some. */
export const settingsDocs = {
  getSettings: {
    summary: 'Read the company’s settings',
    description: 'Staff, working hours, time to reply and the quality an answer must have. `plan` is the operator’s.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every change of the settings' },
    response: { settings: { summary: 'All settings', value: settings } },
  },
  changeSettings: {
    summary: 'Change some of the settings (JSON Merge Patch)',
    description:
      'Fields that are named change: objects field by field, lists as a whole, null takes an optional setting away. `staff` must keep a manager. Takes effect within five seconds. An open escalation keeps its times until its next checkpoint; one whose owner has left the staff is given to somebody else there.',
    requestHeaders: [ifMatch],
    responseHeaders: { ETag: 'Of the settings after the change' },
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
} as const satisfies AreaDocs<typeof settingsRoutes>;
