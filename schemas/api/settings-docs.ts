import { BusinessCalendar, SlaMinutes, StaffMember } from '../company.ts';
import { fieldsByName, fieldsOf } from './field-docs.ts';
import { type AreaDocs, ifMatch, ifNoneMatch } from './operation-docs.ts';
import { ChangeSettingsRequest, ChangeSettingsResponse, SettingsResponse, type settingsRoutes } from './settings.ts';

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

const changeableFields = {
  name: 'Name of the company, on pages and in mails.',
  locale: 'Language of the company’s staff, and of inquiries whose text does not show theirs.',
  calendar: 'When the company works; the SLA clock runs only then.',
  slaMinutes: 'Working minutes until an escalation must be answered, by urgency.',
  staff: 'People who answer escalations, with one manager at least.',
  testMailAddress: 'Address for mail about test inquiries; Amazon SES’s mailbox simulator when absent.',
  sendThreshold: 'Lowest quality score, 1.0–5.0, that is sent without a person; the product’s own when absent.',
  modelSpendUsdPerDay: 'US dollars a day (UTC) for drafts; beyond that inquiries go to people. No limit when absent.',
  retentionDays: 'Days for which a resolved inquiry is kept after its last change; for good when absent.',
  maskPersonalDataForModel:
    'Whether numbers, addresses and names are masked before a model reads them; `false` when absent.',
};

const calendarFields = {
  timeZone: 'Time zone of hours and holidays (IANA), such as `Asia/Seoul`.',
  hours: 'Stretches of work in a week; a night shift is two, until 24:00 and from 00:00.',
  holidays: 'Dates without work, `YYYY-MM-DD`.',
};

const slaFields = {
  high: 'Working minutes for urgent inquiries.',
  medium: 'Working minutes for inquiries of medium urgency.',
  low: 'Working minutes for all other inquiries.',
};

const responseFields = {
  ...changeableFields,
  companyId: 'Id of the company.',
  plan: 'What the company pays for; the operator changes it.',
  version: 'Version of the settings, raised by one with every change.',
};

export const settingsFields = [
  fieldsOf(SettingsResponse, responseFields),
  fieldsOf(ChangeSettingsResponse, {
    ...responseFields,
    effectiveWithinSeconds: 'Seconds in which some functions may still use the settings before.',
  }),
  fieldsOf(BusinessCalendar, calendarFields),
  fieldsOf(BusinessCalendar.shape.hours, {
    day: 'Weekday, 1 (Monday) to 7 (Sunday).',
    from: 'Begin of work, `HH:MM` in the company’s time zone.',
    to: 'End of work, `HH:MM`, later than `from`; `24:00` is midnight.',
  }),
  fieldsOf(SlaMinutes, slaFields),
  fieldsOf(StaffMember, {
    agentId: 'Id of the company’s own, 1–32 of `a-z`, `0-9` and `-`.',
    name: 'Name that customers and colleagues read.',
    email: 'Where mails about escalations go.',
    role: '`manager` takes cases whose deadline has passed.',
  }),
  fieldsByName(ChangeSettingsRequest, changeableFields),
  fieldsByName(ChangeSettingsRequest.shape.calendar, calendarFields),
  fieldsByName(ChangeSettingsRequest.shape.slaMinutes, slaFields),
];
