import { begun, type Outcome, problemsOf } from '../../../local/demo/journey.ts';
import { closingTable } from '../../../local/demo/report.ts';
import { samples } from '../../../local/demo/samples.ts';
import { displayWidth, plainPaint } from '../../../local/terminal/text.ts';
import { InquiryDetail } from '../../../schemas/api/inquiries.ts';
import { InquiryId } from '../../../schemas/ids.ts';

const [english, , complaint] = samples();
if (english === undefined || complaint === undefined) throw new Error('there are no samples');

const at = '2026-01-05T09:00:00.000Z';
const inquiryId = InquiryId.parse('01hzzzzzzzzzzzzzzzzzzzzzz1');
const detail = InquiryDetail.parse({
  id: inquiryId,
  title: 'Delivery time',
  mode: 'live',
  status: 'ai_responded',
  run: 1,
  escalationRequested: false,
  warnings: [],
  estimatedResponseTime: 60,
  createdAt: at,
  updatedAt: at,
  content: 'How long?',
  priorityReasons: [],
  attachments: [],
  answer: {
    text: 'Parcels arrive within 2 working days.',
    source: 'ai',
    citations: [
      { passageId: 'shipping-time-en', title: 'How long does shipping take?', quote: 'within 2 working days' },
    ],
    at,
    run: 1,
  },
});
const mail = { to: ['Olivia <olivia.hart@example.com>'], subject: 'Delivery time', text: 'Hello', headers: {} };
const answered: Outcome = {
  journey: { ...begun(english, 0), status: 'ai_responded', endedAtMs: 1_000 },
  inquiryId,
  statusUrl: 'http://localhost:3000/s/token',
  detail,
  quality: null,
  mails: [mail],
};
const escalated: Outcome = {
  ...answered,
  journey: { ...begun(complaint, 0), status: 'escalated', endedAtMs: 2_000 },
  detail: null,
  mails: [{ ...mail, to: ['minseo.kim@example.com'], text: '답변하기: http://localhost:3000/r/rt.token' }],
};
const withAnswer = (change: Partial<NonNullable<typeof detail.answer>>): Outcome => ({
  ...answered,
  detail: detail.answer === undefined ? detail : { ...detail, answer: { ...detail.answer, ...change } },
});

test('an answer in the right language that cites the right entry and was mailed is sound', () => {
  expect(problemsOf(answered)).toEqual([]);
});

test('a complaint that reached staff by a mail with a reply link is sound', () => {
  expect(problemsOf(escalated)).toEqual([]);
});

test.each<[string, Outcome, string]>([
  [
    'was not followed to an end',
    { ...answered, journey: { ...answered.journey, failure: 'pending after 90 s' } },
    'pending after 90 s',
  ],
  [
    'went to staff',
    { ...answered, journey: { ...answered.journey, status: 'escalated' } },
    'escalated, expected an answer',
  ],
  ['is in another language', withAnswer({ text: '영업일 기준 2일 걸립니다.' }), 'the answer is not in the language en'],
  ['cites nothing', withAnswer({ citations: [] }), 'cites nothing, expected shipping-time-en'],
  ['was not mailed', { ...answered, mails: escalated.mails }, 'no mail to the customer'],
])('an answer that %s is not sound', (_, outcome, problem) => {
  expect(problemsOf(outcome)).toEqual([problem]);
});

test.each<[string, Outcome, string]>([
  [
    'answered by the model',
    { ...escalated, journey: { ...escalated.journey, status: 'ai_responded' } },
    'ai_responded, expected to be with staff',
  ],
  ['that nobody can reply to', { ...escalated, mails: [mail] }, 'no mail with a reply link to staff'],
])('a complaint %s is not sound', (_, outcome, problem) => {
  expect(problemsOf(outcome)).toEqual([problem]);
});

test('the closing table lines its columns up and tells why something is not sound', () => {
  const lines = closingTable([answered, { ...escalated, mails: [] }], plainPaint);

  expect(lines.slice(2, 4)).toEqual([
    '1  English question  answered   ai_responded  1.0 s  –        yes',
    '2  Angry complaint   escalated  escalated     2.0 s  –        no: no mail with a reply link to staff',
  ]);
  expect(displayWidth(lines[1]?.split('sound')[0] ?? '')).toBe((lines[2] ?? '').indexOf('yes'));
});
