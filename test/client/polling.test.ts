import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { inquiryId, problem, type Step, startScriptedServer, statusStep, timeOfPauses } from './scripted-server.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function open(steps: readonly Step[]) {
  const server = await startScriptedServer(steps);
  close = server.close;
  const { timing, pauses } = timeOfPauses();
  const baseUrl = `${server.url}/`;
  return {
    company: createInquiriesClient({ baseUrl, apiKey: 'key', timing, retries: 0 }),
    customer: createInquiriesClient({ baseUrl, statusToken: 'st.token', timing, retries: 0 }),
    pauses,
    received: server.received,
  };
}

const unchanged: Step = { status: 304 };

test('a second look asks whether the first still holds, and gives the same value when it does', async () => {
  const { company, received } = await open([statusStep('pending', '"v1"'), unchanged, statusStep('escalated', '"v2"')]);

  const first = await company.getInquiryStatus({ inquiryId });
  const second = await company.getInquiryStatus({ inquiryId });
  const third = await company.getInquiryStatus({ inquiryId });

  expect(received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"', '"v1"']);
  expect(second).toBe(first);
  expect(third.status).toBe('escalated');
});

test('waiting ends with the answer, and reports each change once', async () => {
  const { customer, received } = await open([
    statusStep('pending', '"v1"'),
    unchanged,
    unchanged,
    statusStep('escalated', '"v2"'),
    statusStep('ai_responded', '"v3"'),
  ]);
  const seen: string[] = [];

  const answered = await customer.waitForAnswer(inquiryId, { onProgress: ({ status }) => seen.push(status) });

  expect(answered.answer.text).toBe('Two days.');
  expect(seen).toEqual(['pending', 'escalated', 'ai_responded']);
  expect(received.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill('Bearer st.token'));
});

test('after the first look each request is held by the service, for no longer than the caller has', async () => {
  const { customer, received } = await open([statusStep('pending', '"v1"'), unchanged, unchanged]);

  await expect(customer.waitForAnswer(inquiryId, { timeoutMs: 22_000 })).rejects.toThrow();

  expect(received.slice(0, 3).map(({ path }) => new URL(path, 'http://x').search)).toEqual([
    '',
    '?wait=20',
    '?wait=19',
  ]);
  expect(received[1]?.headers['if-none-match']).toBe('"v1"');
});

test('pauses grow while nothing changes and start again with a change', async () => {
  const { customer, pauses } = await open([
    statusStep('pending', '"v1"'),
    unchanged,
    unchanged,
    statusStep('escalated', '"v2"'),
    statusStep('ai_responded', '"v3"'),
  ]);

  await customer.waitForAnswer(inquiryId);

  expect(pauses).toEqual([1_000, 1_500, 2_250, 1_000]);
});

test('waiting ends at the caller’s limit with a last look', async () => {
  const { customer, pauses, received } = await open([statusStep('pending', '"v1"'), unchanged, unchanged, unchanged]);

  await expect(customer.waitForAnswer(inquiryId, { timeoutMs: 3_000 })).rejects.toMatchObject({
    name: 'AnswerTimeout',
    message: `Inquiry ${inquiryId} is pending after 3000 ms`,
  });
  expect(pauses).toEqual([1_000, 1_500, 500]);
  expect(received).toHaveLength(4);
});

test('waiting ends with the problem when the inquiry is erased', async () => {
  const { customer } = await open([statusStep('pending', '"v1"'), problem(410, 'erased')]);

  await expect(customer.waitForAnswer(inquiryId)).rejects.toMatchObject({ name: 'ApiProblem', code: 'erased' });
});

test('waiting ends with the caller’s reason when the caller gives up', async () => {
  const { customer } = await open([statusStep('pending', '"v1"'), unchanged]);
  const caller = new AbortController();

  const waiting = customer.waitForAnswer(inquiryId, {
    signal: caller.signal,
    onProgress: () => caller.abort('closed the page'),
  });

  await expect(waiting).rejects.toBe('closed the page');
});

test('the list goes on from page to page, and no further than it is read', async () => {
  const page = (nextCursor?: string): Step => ({
    status: 200,
    body: { items: [summary('a'), summary('b')], nextCursor },
  });
  const { company, received } = await open([page('c1'), page('c2'), page()]);
  const titles: string[] = [];

  for await (const { title } of company.listAll({ status: 'pending', limit: 2 })) {
    titles.push(title);
    if (titles.length === 3) break;
  }

  expect(titles).toEqual(['a', 'b', 'a']);
  expect(received.map(({ path }) => path)).toEqual([
    '/v1/inquiries?status=pending&limit=2',
    '/v1/inquiries?status=pending&limit=2&cursor=c1',
  ]);
});

test('whatever stands in an id stays in its place of the path', async () => {
  const { company, received } = await open([problem(404, 'not_found')]);

  await expect(company.getInquiry({ inquiryId: '../x?y=1' })).rejects.toMatchObject({ code: 'not_found' });
  expect(received.map(({ path }) => path)).toEqual(['/v1/inquiries/..%2Fx%3Fy%3D1']);
});

const summary = (title: string) => ({
  id: inquiryId,
  mode: 'live',
  title,
  status: 'pending',
  run: 1,
  escalationRequested: false,
  warnings: [],
  estimatedResponseTime: 60,
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T09:00:00.000Z',
});
