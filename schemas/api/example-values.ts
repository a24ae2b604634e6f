/** Values that the examples share: one Korean and one English inquiry. */

export const koreanId = '01kf2v7m3q8w5x9y0z1a2b3c4d';
export const englishId = '01kf2v9t6r4s8p2n5m7k3j1h0g';

const at = (time: string): string => `2026-01-16T${time}.000Z`;

export const koreanTitle = '사이즈 교환 문의';
export const koreanContent =
  '신발을 다른 사이즈로 교환하고 싶은데 교환은 어떻게 신청하나요? 교환 배송비도 알려 주세요.';
export const englishTitle = 'Delivery time';
export const englishContent = 'I ordered a desk lamp today. How long does shipping take within Korea?';

const englishQuote =
  'Orders placed before 2 p.m. on a working day are shipped the same day and arrive in one to two days.';

export const englishAnswer = {
  text: englishQuote,
  source: 'ai',
  citations: [{ passageId: 'shipping-time-en', title: 'Shipping time', quote: englishQuote }],
  at: at('00:30:05'),
};

export const koreanReply = {
  text: '안녕하세요, 담당자 김민아입니다. 주문 내역에서 교환 신청을 누르시면 내일 수거 기사님이 방문합니다. 배송비는 저희가 부담합니다.',
  source: 'human',
  citations: [],
  at: at('02:10:44'),
};

export const koreanMessage = {
  by: 'customer',
  text: '주문 번호는 20260116-0031입니다.',
  run: 1,
  at: at('01:02:30'),
};

export const koreanEscalation = {
  id: `${koreanId}-e1`,
  inquiryId: koreanId,
  title: koreanTitle,
  state: 'open',
  stage: 'assigned',
  reason: 'needs_person',
  urgency: 'medium',
  priorityScore: 46,
  owner: { agentId: 'mina', name: '김민아' },
  openedAt: at('00:28:14'),
  dueAt: at('02:28:14'),
  slaDueAt: at('04:28:14'),
  slips: 0,
  customerWaitingSince: at('00:28:10'),
  version: 2,
  etag: `"${koreanId}-e1-v2.4"`,
};

export const englishSummary = {
  id: englishId,
  mode: 'live',
  title: englishTitle,
  category: 'shipping',
  externalId: 'order-20260116-0042',
  status: 'ai_responded',
  run: 1,
  escalationRequested: false,
  urgency: 'low',
  priorityScore: 18,
  sentiment: 'NEUTRAL',
  language: 'en',
  warnings: [],
  estimatedResponseTime: 60,
  createdAt: at('00:30:02'),
  updatedAt: at('00:30:05'),
};

export const koreanSummary = {
  id: koreanId,
  mode: 'live',
  title: koreanTitle,
  status: 'escalated',
  statusReason: 'needs_person',
  run: 1,
  escalationRequested: false,
  urgency: 'medium',
  priorityScore: 46,
  sentiment: 'NEUTRAL',
  language: 'ko',
  warnings: [],
  estimatedResponseTime: 14_400,
  createdAt: at('00:28:10'),
  updatedAt: at('00:28:14'),
};

export const companyAnswer = {
  ...englishAnswer,
  run: 1,
  modelUsed: 'anthropic.claude-haiku-4-5',
  promptVersion: 'answer-3',
  promptTokens: 1_840,
  completionTokens: 96,
  costUsd: 0.00232,
  responseQualityScore: 4.6,
  subScores: { citations: 1, grounding: 1, language: 1, coverage: 0.86, retrieval: 0.92 },
};

export const events = [
  { kind: 'submitted', at: at('00:30:02'), run: 1, facts: {} },
  { kind: 'analyzed', at: at('00:30:03'), run: 1, facts: { urgency: 'low', language: 'en' } },
  { kind: 'answer_stored', at: at('00:30:05'), run: 1, facts: { responseQualityScore: 4.6 } },
];

export const progress = events.map(({ kind, at: time }) => ({ kind, at: time }));

/** A picture of one white pixel. */
export const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';

/** The same escalation with everything that an agent is shown. */
export const koreanCase = {
  ...koreanEscalation,
  reasons: ['account_state'],
  inquiry: {
    status: 'escalated',
    content: koreanContent,
    customerEmail: 'haneul.jung@example.com',
    language: 'ko',
    sentiment: 'NEUTRAL',
    warnings: [],
    createdAt: koreanEscalation.customerWaitingSince,
  },
  messages: [koreanMessage],
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
    { kind: 'submitted', at: koreanEscalation.customerWaitingSince, run: 1, facts: {} },
    { kind: 'escalated', at: koreanEscalation.openedAt, run: 1, facts: { reason: 'needs_person', owner: 'mina' } },
    { kind: 'message_added', at: koreanMessage.at, run: 1, facts: { by: 'customer' } },
  ],
};

export const webhookEndpointId = '01kf2vb0c1d2e3f4g5h6j7k8m9';
export const webhookDeliveryId = '01kf2vc4n5p6q7r8s9t0v1w2x3';
export const webhookSecret = 'whsec_Yr3Y0Zp8QmI2c2d1c0mX5m0vJ0mQ1lB0uWq0n3xk1A4=';

export const webhookEndpoint = {
  id: webhookEndpointId,
  mode: 'live',
  url: 'https://shop.example.com/webhooks/inquiries',
  events: ['inquiry.answered', 'inquiry.escalated'],
  description: 'Shop backend',
  state: 'enabled',
  createdAt: at('00:20:00'),
  updatedAt: at('00:20:00'),
};

export const webhookAttempt = { at: at('00:30:05'), status: 204, durationMs: 84 };

export const webhookDelivery = {
  id: webhookDeliveryId,
  endpointId: webhookEndpointId,
  eventId: 'msg_01kf2vc4n4m3k2j1h0g9f8e7d6',
  eventType: 'inquiry.answered',
  state: 'delivered',
  lastAttempt: webhookAttempt,
  createdAt: at('00:30:05'),
};

export const webhookPayload = {
  type: 'inquiry.answered',
  timestamp: at('00:30:05'),
  data: {
    inquiryId: englishId,
    externalId: 'order-20260116-0042',
    status: 'ai_responded',
    run: 1,
    urgency: 'low',
    source: 'ai',
    responseQualityScore: 4.6,
  },
};
