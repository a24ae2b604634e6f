import { createDraft } from '../../../../functions/entities/draft.ts';
import { createPageText } from '../../../../functions/entities/inquiry-text.ts';
import { handler } from '../../../../functions/http/read.ts';
import { CompanyAnswer, InquiryDetail } from '../../../../schemas/api/inquiries.ts';
import { AttachmentNumber, Attempt, type InquiryId, Run } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, asCustomer, call, type EventParts, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnalysis, givenAnswer, givenInquiry, headOf } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const newInquiry = (fields: { content?: string } = {}) => givenInquiry(world.company.companyId, fields);

const get = (path: string, parts: Partial<EventParts> = {}) =>
  call(handler, { path, authorizer: asCompany(world.company.companyId), ...parts });
const detail = async (inquiryId: InquiryId, expand: string) =>
  InquiryDetail.parse(jsonOf(await get(`/v1/inquiries/${inquiryId}`, { query: { expand } })));

const givenDraft = (inquiryId: InquiryId, attempt: number, call_: { modelUsed: string; costUsd: number }) =>
  createDraft({
    inquiryId,
    run: Run.parse(1),
    attempt: Attempt.parse(attempt),
    text: 'It comes on Tuesday.',
    citations: [],
    language: 'en',
    needsHuman: false,
    promptVersion: '1',
    promptTokens: 1_000,
    completionTokens: 100,
    ...call_,
    createdAtMs: epochMs(Date.now()),
  });

const givenPage = (
  inquiryId: InquiryId,
  page: number,
  outcome: 'read' | 'unreadable',
  fields: { readers?: readonly ('textract' | 'model')[]; modelCostUsd?: number } = {},
) =>
  createPageText({
    inquiryId,
    attachmentNumber: AttachmentNumber.parse(1),
    page,
    outcome,
    text: outcome === 'read' ? 'Parcel 4711' : '',
    unsureWords: [],
    ...fields,
  });

test('the receipt counts every draft, page and analysis that the table knows of', async () => {
  // 532 characters with title and page: 6 units each for language, tone and personal data.
  const inquiryId = await newInquiry({ content: 'word '.repeat(100) });
  await givenDraft(inquiryId, 1, { modelUsed: 'amazon.nova-lite-v1:0', costUsd: 0.001 });
  await givenDraft(inquiryId, 2, { modelUsed: 'amazon.nova-lite-v1:0', costUsd: 0.002 });
  await givenPage(inquiryId, 1, 'read', { readers: ['textract', 'model'], modelCostUsd: 0.0006 });
  await givenPage(inquiryId, 2, 'unreadable');
  await givenAnalysis(inquiryId, 'en');
  await givenAnswer(inquiryId);

  const { cost, events } = await detail(inquiryId, 'cost');

  expect(events).toBeUndefined();
  expect(cost).toEqual({
    modelCalls: [1, 2].map((attempt) => ({
      run: 1,
      attempt,
      modelUsed: 'amazon.nova-lite-v1:0',
      promptTokens: 1_000,
      completionTokens: 100,
      costUsd: attempt / 1_000,
    })),
    promptTokens: 2_000,
    completionTokens: 200,
    modelCostUsd: 0.0036,
    pages: { read: 1, empty: 0, unreadable: 1 },
    comprehendUnits: 18,
    textractPages: 1,
    modelPages: 1,
    stateTransitions: 18,
    totalUsd: 0.0073878,
    prices: {
      region: 'ap-northeast-2',
      notedOn: '2026-11',
      stateTransition: 0.0000271,
      textractPage: 0.0015,
      comprehendUnit: 0.0001,
    },
    latency: { queuedMs: expect.any(Number), answeredAfterMs: expect.any(Number) },
  });
});

test('a short Korean inquiry is billed by its tone alone, three units at least', async () => {
  const inquiryId = await newInquiry({ content: '배송이 언제 되나요? 주문 번호는 없습니다. 빨리 알려 주세요.' });
  await givenAnalysis(inquiryId, 'ko');

  expect((await detail(inquiryId, 'cost')).cost?.comprehendUnits).toBe(3);
});

test('a model without a known price leaves the sum open, a local one costs nothing', async () => {
  const [unknown, local] = [await newInquiry(), await newInquiry()];
  await givenDraft(unknown, 1, { modelUsed: 'example.model', costUsd: 0 });
  await givenDraft(unknown, 2, { modelUsed: 'amazon.nova-lite-v1:0', costUsd: 0.002 });
  await givenDraft(local, 1, { modelUsed: 'local.extractive', costUsd: 0 });

  expect((await detail(unknown, 'cost')).cost).not.toHaveProperty('modelCostUsd');
  expect((await detail(local, 'cost')).cost).toMatchObject({ modelCostUsd: 0, comprehendUnits: 0 });
});

test('events come with the inquiry, oldest first', async () => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);

  const { events, answer, cost } = await detail(inquiryId, 'answer,events');

  expect(events?.map(({ kind }) => kind)).toEqual(['submitted', 'answer_stored']);
  expect(answer?.text).toBe('It comes on Tuesday.');
  expect(cost).toBeUndefined();
});

test.each(['events', 'cost', 'cost,answer'])('what no ETag vouches for is always sent (expand=%s)', async (expand) => {
  const inquiryId = await newInquiry();

  const answer = await get(`/v1/inquiries/${inquiryId}`, { query: { expand }, headers: { 'if-none-match': '*' } });

  expect(answer.statusCode).toBe(200);
  expect(answer.headers).not.toHaveProperty('etag');
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
});

test.each(['', 'costs', 'cost,', 'cost,cost,cost,cost', 'cost events'])('expand=%j is refused', async (expand) => {
  const inquiryId = await newInquiry();

  const answer = await get(`/v1/inquiries/${inquiryId}`, { query: { expand } });

  expect(jsonOf(answer)).toMatchObject({ status: 422, errors: [{ path: 'expand' }] });
});

describe('the answer alone', () => {
  const answerOf = (inquiryId: InquiryId, parts: Partial<EventParts> = {}) =>
    get(`/v1/inquiries/${inquiryId}/answer`, parts);

  test('is read, and known again under its ETag whatever else changes', async () => {
    const inquiryId = await newInquiry();
    await givenAnswer(inquiryId);
    const first = await answerOf(inquiryId);
    const etag = String(first.headers?.etag);
    await givenAnalysis(inquiryId, 'en');

    const second = await answerOf(inquiryId, { headers: { 'if-none-match': etag } });

    expect(CompanyAnswer.parse(jsonOf(first))).toMatchObject({ text: 'It comes on Tuesday.', run: 1, source: 'ai' });
    expect(etag).toBe(`"${inquiryId}-a1"`);
    expect(second).toMatchObject({ statusCode: 304, body: '' });
    expect((await headOf(inquiryId)).version).toBe(3);
  });

  test('is a problem of its own while there is none', async () => {
    const inquiryId = await newInquiry();

    expect(jsonOf(await answerOf(inquiryId))).toMatchObject({ status: 404, code: 'no_answer' });
  });

  test('is for its company only', async () => {
    const inquiryId = await newInquiry();
    await givenAnswer(inquiryId);

    const others = await answerOf(inquiryId, { authorizer: asCompany(world.otherCompany.companyId) });
    const customers = await answerOf(inquiryId, { authorizer: asCustomer(inquiryId) });

    expect(jsonOf(others)).toMatchObject({ status: 404, code: 'not_found' });
    expect(jsonOf(customers)).toMatchObject({ status: 403 });
  });
});
