import type { InquiryCase, Surroundings } from '../../../domain/audit/inquiry-case.ts';

/** Sound cases, one for each way an inquiry can stand, from which tests break one thing at a time. */

export const nowMs = Date.UTC(2026, 0, 5, 9);
export const companyId = '01hzzzzzzzzzzzzzzzzzzzzzzc';
export const surroundings: Surroundings = { staff: new Map([[companyId, new Set(['anna', 'ben'])]]), nowMs };

const inquiryId = '01hzzzzzzzzzzzzzzzzzzzzzz1';
const escalationId = `${inquiryId}-e1`;
const work = { inquiryId, dueAtMs: nowMs + 60_000 };

const emptyCase: InquiryCase = {
  inquiryId,
  inquiry: null,
  headBytes: 700,
  answers: [],
  escalations: [],
  notifications: [],
  dueWork: null,
  execution: null,
};

export const openEscalation = {
  inquiryId,
  escalationId,
  companyId,
  state: 'open',
  ownerAgentId: 'anna',
  generation: 1,
  openedAtMs: nowMs,
} as const;

export const staffMail = {
  inquiryId,
  notificationId: `${escalationId}-s1`,
  kind: 'staff_assigned',
  run: 1,
  escalationId,
  generation: 1,
  state: 'sent',
} as const;

export const answerMail = {
  inquiryId,
  notificationId: `${inquiryId}-r1-answer`,
  kind: 'answer',
  run: 1,
  state: 'sent',
} as const;

const head = { inquiryId, companyId, run: 1 } as const;

export const soundCases = {
  pending: { ...emptyCase, inquiry: { ...head, status: 'pending' }, dueWork: work, execution: 'RUNNING' },
  notYetStarted: { ...emptyCase, inquiry: { ...head, status: 'pending' }, dueWork: work, execution: 'absent' },
  escalated: {
    ...emptyCase,
    inquiry: { ...head, status: 'escalated' },
    escalations: [openEscalation],
    notifications: [staffMail],
    dueWork: work,
    execution: 'RUNNING',
  },
  askedForPersonAfterAnswer: {
    ...emptyCase,
    inquiry: { ...head, status: 'escalated', run: 2, answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'ai' }],
    notifications: [answerMail],
    dueWork: work,
    execution: 'absent',
  },
  answered: {
    ...emptyCase,
    inquiry: { ...head, status: 'ai_responded', answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'ai' }],
    notifications: [answerMail],
    dueWork: work,
  },
  settled: {
    ...emptyCase,
    inquiry: { ...head, status: 'resolved', answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'ai' }],
    notifications: [answerMail],
  },
  judgedHelpful: {
    ...emptyCase,
    inquiry: { ...head, status: 'resolved', answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'ai' }],
    notifications: [answerMail],
    dueWork: { inquiryId, dueAtMs: nowMs - 60_000 },
  },
  replied: {
    ...emptyCase,
    inquiry: { ...head, status: 'resolved', answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'human' }],
    escalations: [{ ...openEscalation, state: 'replied' }],
    // A reminder that the reply overtook is passed over by delivery and never sent.
    notifications: [{ ...staffMail, state: 'due' }, answerMail],
  },
  repliedMailDue: {
    ...emptyCase,
    inquiry: { ...head, status: 'resolved', answeredRun: 1 },
    answers: [{ inquiryId, run: 1, source: 'human' }],
    escalations: [{ ...openEscalation, state: 'replied' }],
    notifications: [staffMail, { ...answerMail, state: 'due' }],
    dueWork: work,
  },
  erased: { ...emptyCase, inquiry: { ...head, status: 'erased' } },
  erasedAndToBeWiped: {
    ...emptyCase,
    inquiry: { ...head, status: 'erased' },
    answers: [{ inquiryId, run: 1, source: 'ai' }],
    escalations: [{ ...openEscalation, state: 'closed' }],
    notifications: [staffMail],
    dueWork: work,
  },
} as const satisfies Record<string, InquiryCase>;
