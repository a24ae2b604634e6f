import { handler } from '../../../../functions/http/read.ts';
import { advanceEscalation } from '../../../../functions/transactions/advance-escalation.ts';
import {
  InquiryDetail,
  InquiryStatusResponse,
  ListEventsResponse,
  ListInquiriesResponse,
} from '../../../../schemas/api/inquiries.ts';
import { AgentId, type InquiryId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, asCustomer, call, type EventParts, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnalysis, givenAnswer, givenEscalation, givenInquiry } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const get = (path: string, parts: Partial<EventParts> = {}) =>
  call(handler, { path, authorizer: asCompany(world.company.companyId), ...parts });

const newInquiry = () => givenInquiry(world.company.companyId);

const statusOf = async (inquiryId: InquiryId) =>
  InquiryStatusResponse.parse(jsonOf(await get(`/v1/inquiries/${inquiryId}/status`)));

test('an inquiry is read with its answer, its scores and its reasons', async () => {
  const inquiryId = await newInquiry();
  await givenAnalysis(inquiryId, 'en');
  await givenAnswer(inquiryId);

  const answer = await get(`/v1/inquiries/${inquiryId}`);

  expect(answer.headers).toMatchObject({ etag: `"${inquiryId}-v3"`, 'cache-control': 'private, no-cache' });
  expect(InquiryDetail.parse(jsonOf(answer))).toMatchObject({
    id: inquiryId,
    status: 'ai_responded',
    urgency: 'high',
    priorityScore: 71,
    priorityReasons: [{ reason: 'anger', points: 20 }],
    content: 'It should be here.',
    attachments: [{ filename: 'label <1>.png', contentType: 'image/png', bytes: 10, pages: 1 }],
    answer: { text: 'It comes on Tuesday.', source: 'ai', run: 1, responseQualityScore: 4.2, modelUsed: 'model' },
  });
  expect(answer.body).not.toContain('objectKey');
});

test('a customer reads status, progress and answer, but no scores', async () => {
  const inquiryId = await newInquiry();
  await givenAnalysis(inquiryId, 'en');
  await givenAnswer(inquiryId);

  const answer = await get(`/v1/inquiries/${inquiryId}/status`, { authorizer: asCustomer(inquiryId) });

  const status = InquiryStatusResponse.parse(jsonOf(answer));
  expect(status).toMatchObject({
    id: inquiryId,
    status: 'ai_responded',
    progress: [{ kind: 'submitted' }, { kind: 'analyzed' }, { kind: 'answer_stored' }],
    answer: { text: 'It comes on Tuesday.', source: 'ai', citations: [{ title: 'Shipping & times' }] },
  });
  expect(answer.body).not.toMatch(/Score|model|agent/i);
});

test('what is known already costs one read and no body', async () => {
  const inquiryId = await newInquiry();
  const path = `/v1/inquiries/${inquiryId}/status`;
  const etag = String((await get(path)).headers?.etag);
  const readsBefore = world.aws.calls('GetItem').length + world.aws.calls('Query').length;

  const answer = await get(path, { headers: { 'If-None-Match': `"other", ${etag}` } });

  expect(answer).toMatchObject({ statusCode: 304, body: '', headers: { etag } });
  expect(world.aws.calls('GetItem').length + world.aws.calls('Query').length - readsBefore).toBe(1);
});

test('looking again costs one read while nothing has changed, and shows what has', async () => {
  const inquiryId = await newInquiry();
  const look = async () => {
    const before = world.aws.calls('GetItem').length + world.aws.calls('Query').length;
    const answer = await get(`/v1/inquiries/${inquiryId}/status`);
    const reads = world.aws.calls('GetItem').length + world.aws.calls('Query').length - before;
    const { progress } = InquiryStatusResponse.parse(jsonOf(answer));
    return { reads, progress: progress.map(({ kind }) => kind) };
  };

  await look();
  expect(await look()).toEqual({ reads: 1, progress: ['submitted'] });
  await givenAnalysis(inquiryId, 'en');

  expect(await look()).toMatchObject({ progress: ['submitted', 'analyzed'] });
  expect(await look()).toEqual({ reads: 1, progress: ['submitted', 'analyzed'] });
});

test('every step that a customer can see makes a new ETag', async () => {
  const inquiryId = await newInquiry();
  const etags = [(await get(`/v1/inquiries/${inquiryId}/status`)).headers?.etag];
  const look = async () => etags.push((await get(`/v1/inquiries/${inquiryId}/status`)).headers?.etag);

  await givenAnalysis(inquiryId, 'en');
  await look();
  const escalation = await givenEscalation(world.company.companyId, inquiryId);
  await look();
  const nowMs = epochMs(Date.now());
  const { repeatedHandovers } = escalation;
  await advanceEscalation(escalation, {
    next: {
      stage: 'reassigned',
      ownerAgentId: AgentId.parse('joon'),
      generation: 2,
      dueAtMs: nowMs,
      repeatedHandovers,
    },
    notificationKind: 'staff_reassigned',
    eventKind: 'reassigned',
    nowMs,
  });
  await look();

  expect(new Set(etags).size).toBe(4);
  expect((await statusOf(inquiryId)).progress.map(({ kind }) => kind)).toEqual([
    'submitted',
    'analyzed',
    'escalated',
    'reassigned',
  ]);
});

test('the timeline tells every event with its facts', async () => {
  const inquiryId = await newInquiry();
  await givenEscalation(world.company.companyId, inquiryId);

  const { items } = ListEventsResponse.parse(jsonOf(await get(`/v1/inquiries/${inquiryId}/events`)));

  expect(items).toMatchObject([
    { kind: 'submitted', run: 1, facts: { attachments: 1 } },
    { kind: 'escalated', run: 1, facts: { reason: 'low_quality', owner: 'mina' } },
  ]);
});

test.each(['', '/events', '/status'])("another tenant's inquiry is not there (%j)", async (rest) => {
  const inquiryId = await newInquiry();

  const answer = await get(`/v1/inquiries/${inquiryId}${rest}`, {
    authorizer: asCompany(world.otherCompany.companyId),
  });

  expect(jsonOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
});

test.each(['0'.repeat(26), 'nonsense', '01JD0000000000000000000000'])('%s is not there', async (inquiryId) => {
  expect(jsonOf(await get(`/v1/inquiries/${inquiryId}`))).toMatchObject({ status: 404, code: 'not_found' });
});

test("another inquiry's status token finds nothing, and no token opens the details", async () => {
  const [mine, other] = [await newInquiry(), await newInquiry()];
  const authorizer = asCustomer(mine);

  expect(jsonOf(await get(`/v1/inquiries/${other}/status`, { authorizer }))).toMatchObject({ status: 404 });
  expect(jsonOf(await get(`/v1/inquiries/${mine}`, { authorizer }))).toMatchObject({ status: 403 });
});

describe('the list', () => {
  const list = (query: Readonly<Record<string, string>>, companyId = world.otherCompany.companyId) =>
    get('/v1/inquiries', { query, authorizer: asCompany(companyId) });
  const pageOf = async (query: Readonly<Record<string, string>>) =>
    ListInquiriesResponse.parse(jsonOf(await list(query)));

  let ids: readonly InquiryId[] = [];
  beforeAll(async () => {
    const made: InquiryId[] = [];
    for (let count = 0; count < 5; count++) made.push(await givenInquiry(world.otherCompany.companyId));
    const [first] = made;
    if (first !== undefined) await givenAnswer(first);
    ids = made.toReversed();
  });

  test('shows the newest first, page by page, and ends', async () => {
    const seen: string[] = [];
    let query: Record<string, string> = { limit: '2' };
    for (let pages = 0; pages < 5; pages++) {
      const page = await pageOf(query);
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === undefined) break;
      query = { limit: '2', cursor: page.nextCursor };
    }

    expect(seen).toEqual(ids);
  });

  test('shows one status alone', async () => {
    expect((await pageOf({ status: 'ai_responded' })).items.map(({ id }) => id)).toEqual(ids.slice(-1));
  });

  test('takes a cursor from its own tenant and filter only', async () => {
    const { nextCursor = '' } = await pageOf({ limit: '2' });

    const answers = [
      await list({ limit: '2', cursor: nextCursor }, world.company.companyId),
      await list({ limit: '2', cursor: nextCursor, status: 'pending' }),
      await list({ limit: '2', cursor: `x${nextCursor}` }),
      await list({ limit: '2', cursor: 'nonsense' }),
    ];

    expect(answers.map(jsonOf)).toEqual(
      answers.map(() =>
        expect.objectContaining({ status: 422, errors: [expect.objectContaining({ path: 'cursor' })] }),
      ),
    );
  });

  test.each([{ limit: '0' }, { limit: '101' }, { limit: 'ten' }, { status: 'open' }, { sort: 'title' }])(
    'refuses %j',
    async (query) => {
      const [path] = Object.keys(query);
      const parameters = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));

      expect(jsonOf(await list(parameters))).toMatchObject({ status: 422, errors: [{ path }] });
    },
  );
});
