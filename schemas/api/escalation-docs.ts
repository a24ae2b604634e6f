import type { escalationRoutes } from './escalations.ts';
import * as shared from './example-values.ts';
import { type AreaDocs, ifNoneMatch } from './operation-docs.ts';

const open = shared.koreanEscalation;

const detail = {
  ...open,
  reasons: ['account_state'],
  inquiry: {
    status: 'escalated',
    content: shared.koreanContent,
    customerEmail: 'haneul.jung@example.com',
    language: 'ko',
    sentiment: 'NEUTRAL',
    warnings: [],
    createdAt: open.customerWaitingSince,
  },
  messages: [shared.koreanMessage],
  attachments: [{ filename: 'receipt.png', contentType: 'image/png', bytes: 48_213, pages: 1 }],
  pages: [
    { filename: 'receipt.png', page: 1, outcome: 'read', text: '주문 번호 20260116-0031', unsureWords: ['0031'] },
  ],
  priorityReasons: [{ reason: 'defect_or_delay', points: 20 }],
  passages: [
    {
      passageId: 'exchange-ko',
      title: '교환 신청',
      text: '교환은 주문 내역에서 신청하실 수 있습니다. 상품을 받으신 날부터 7일 안에 신청해 주세요.',
      isCited: true,
    },
    { passageId: 'refund-ko', title: '환불 기간', text: '환불은 영업일 기준 3일 안에 처리됩니다.', isCited: false },
  ],
  draft: {
    text: '교환은 주문 내역에서 신청하실 수 있습니다.',
    citations: [{ passageId: 'exchange-ko', title: '교환 신청', quote: '교환은 주문 내역에서 신청하실 수 있습니다.' }],
  },
  responseQualityScore: 3.1,
  events: [
    { kind: 'submitted', at: open.customerWaitingSince, run: 1, facts: {} },
    { kind: 'escalated', at: open.openedAt, run: 1, facts: { reason: 'needs_person', owner: 'mina' } },
    { kind: 'message_added', at: shared.koreanMessage.at, run: 1, facts: { by: 'customer' } },
  ],
};

const taken = { ...open, owner: { agentId: 'joon', name: '박준' }, version: 3, etag: open.etag.replace('2.4', '3.5') };
const moved = (state: string) => ({ ...open, state, version: 3, etag: open.etag.replace('2.4', '3.5') });

const byMina = { agentId: 'mina' };

const ifCaseMatch = {
  name: 'If-Match',
  isRequired: true,
  description:
    'The ETag of the escalation as it was read; 412 when it has changed since, 428 when the header is missing',
};

const newEtag = { ETag: 'Of the escalation as it stands now, for the next action' };

/** A case on its way from one agent to another. */
export const escalationDocs = {
  listEscalations: {
    summary: 'List the cases that wait for people, those due first',
    description:
      'Open cases unless `state` says otherwise, ordered by `dueAt`. Pages of 20, or of `limit`; `nextCursor` as `cursor` continues with the same filters. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on. Each item carries the `etag` that the actions take.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Of this page of the list' },
    response: { page: { summary: 'One case, due at 11:28 in Seoul', value: { items: [open] } } },
  },
  listStaff: {
    summary: 'List who can own a case',
    description: 'Their ids are what `agentId` takes.',
    response: {
      staff: {
        summary: 'An agent and a manager',
        value: {
          companyName: '파란 가게',
          locale: 'ko',
          timeZone: 'Asia/Seoul',
          items: [
            { agentId: 'mina', name: '김민아', role: 'agent' },
            { agentId: 'joon', name: '박준', role: 'manager' },
          ],
        },
      },
    },
  },
  getEscalation: {
    summary: 'Read a case with everything that is needed to answer it',
    description:
      'The evidence card as data: the inquiry, why it came to a person, what was read, a draft, the timeline.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every change of the case' },
    response: { open: { summary: '담당자를 기다리는 문의', value: detail } },
  },
  claimEscalation: {
    summary: 'Take a case',
    description:
      'The agent becomes the owner and is mailed; links of the earlier owner are spent. Claiming one’s own case changes nothing.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { claim: { summary: 'As Joon', value: { agentId: 'joon' } } },
    response: { claimed: { summary: 'Joon has it now', value: taken } },
  },
  releaseEscalation: {
    summary: 'Give a case of one’s own to somebody else',
    description: 'For the owner. Another one is chosen as at the opening, and mailed.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { release: { summary: 'As Mina', value: byMina } },
    response: { released: { summary: 'Joon was chosen', value: taken } },
  },
  reassignEscalation: {
    summary: 'Give a case to a named colleague',
    description: 'The new owner is mailed, with the note. The SLA goes on as before.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: {
      korean: {
        summary: '메모와 함께',
        value: { ...byMina, toAgentId: 'joon', note: '배송비 규정 확인 부탁드립니다.' },
      },
      english: { summary: 'Without a note', value: { ...byMina, toAgentId: 'joon' } },
    },
    response: { reassigned: { summary: 'Joon has it now', value: taken } },
  },
  replyToEscalation: {
    summary: 'Answer the customer',
    description:
      'For the owner. Commits the answer, which ends the case; the same reply again is a 200, any other a 410 that says who replied and when.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: {
      korean: { summary: '한국어 답변', value: { ...byMina, text: shared.koreanReply.text } },
      english: {
        summary: 'In English',
        value: { ...byMina, text: 'We will pick up the shoes tomorrow, free of charge.' },
      },
    },
    response: { replied: { summary: 'The customer has the reply', value: moved('replied') } },
  },
  returnToAi: {
    summary: 'Have the machine try again',
    description:
      'Ends the case and starts the machine’s work anew, with what the customer has written since and the knowledge as it is now. It may come back as a new case.',
    requestHeaders: [ifCaseMatch],
    responseHeaders: newEtag,
    request: { returned: { summary: 'As Mina', value: byMina } },
    response: { returned: { summary: 'The machine begins anew', value: moved('returned_to_ai') } },
  },
} as const satisfies AreaDocs<typeof escalationRoutes>;
