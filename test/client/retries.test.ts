import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { accepted, inquiryId, problem, type Step, startScriptedServer, timeOfPauses } from './scripted-server.ts';

const inquiry = { title: 'Delivery', content: 'When does it come?' };

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function open(steps: readonly Step[], options: { retries?: number; timeoutMs?: number } = {}) {
  const server = await startScriptedServer(steps);
  close = server.close;
  const { timing, pauses } = timeOfPauses();
  const client = createInquiriesClient({ baseUrl: server.url, apiKey: 'key', timing, ...options });
  return { client, pauses, received: server.received };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it did not fail',
    (error: unknown) => error,
  );

test('a submission is sent once more under the same key after the time that the service names', async () => {
  const { client, pauses, received } = await open([problem(503, 'unavailable', { 'retry-after': '2' }), accepted]);

  const submitted = await client.submitInquiry(inquiry);

  expect(submitted.id).toBe(inquiryId);
  expect(pauses).toEqual([2_125]);
  const keys = received.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]]);
  expect(received.map(({ body }) => JSON.parse(body))).toEqual([inquiry, inquiry]);
});

test('a submission whose connection breaks is sent once more under the same key', async () => {
  const { client, received } = await open(['hang up', accepted]);

  await client.submitInquiry(inquiry);

  const keys = received.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toEqual([expect.any(String), keys[0]]);
});

test('two submissions have keys of their own, and a key given by the caller is sent as it is', async () => {
  const { client, received } = await open([accepted, accepted, accepted]);

  await client.submitInquiry(inquiry);
  await client.submitInquiry(inquiry);
  await client.submitInquiry(inquiry, { idempotencyKey: 'order-17' });

  const [first, second, third] = received.map(({ headers }) => headers['idempotency-key']);
  expect(first).not.toBe(second);
  expect(third).toBe('order-17');
});

test('a batch whose connection breaks is sent once more under the same key', async () => {
  const { client, received } = await open(['hang up', { status: 200, body: { items: [] } }]);

  await client.submitBatch({ items: [inquiry] });

  const keys = received.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toEqual([expect.any(String), keys[0]]);
});

test('a submission that is still running elsewhere is asked for again', async () => {
  const { client } = await open([problem(409, 'idempotency_in_progress', { 'retry-after': '1' }), accepted]);

  await expect(client.submitInquiry(inquiry)).resolves.toMatchObject({ id: inquiryId });
});

test('pauses double from a quarter of a second, half of each by chance', async () => {
  const busy = problem(429, 'too_many_requests');
  const { client, pauses } = await open([busy, busy, busy, busy, accepted]);

  await client.submitInquiry(inquiry);

  expect(pauses).toEqual([125, 250, 500, 1_000]);
});

test('after the last try the problem is thrown with all that it tells', async () => {
  const busy = problem(429, 'too_many_requests', { 'retry-after': '1' });
  const { client, received } = await open([busy, busy], { retries: 1 });

  const failure = await failureOf(client.listInquiries());

  expect(failure).toMatchObject({
    name: 'ApiProblem',
    message: '429 too_many_requests: A detail',
    status: 429,
    code: 'too_many_requests',
    detail: 'A detail',
    errors: [],
    requestId: 'request-7',
    retryAfterSeconds: 1,
  });
  expect(received).toHaveLength(2);
});

test.each([
  ['a request at fault', problem(422, 'validation_failed')],
  ['a conflict that names no time', problem(409, 'status_conflict')],
  ['a time longer than a minute', problem(429, 'too_many_requests', { 'retry-after': '3600' })],
  ['a fault of the service', problem(500, 'internal')],
])('%s is not tried again', async (_, step) => {
  const { client, received, pauses } = await open([step, accepted]);

  expect(await failureOf(client.submitInquiry(inquiry))).toMatchObject({ name: 'ApiProblem' });
  expect([received.length, pauses]).toEqual([1, []]);
});

test('a Retry-After in the form of a date is honoured', async () => {
  const inAMinute = new Date(Date.now() + 50_000).toUTCString();
  const { client, pauses } = await open([problem(503, 'unavailable', { 'retry-after': inAMinute }), accepted]);

  await client.submitInquiry(inquiry);

  expect(pauses).toEqual([expect.any(Number)]);
  expect(pauses[0]).toBeGreaterThan(40_000);
  expect(pauses[0]).toBeLessThanOrEqual(50_125);
});

test('what might be done twice is not sent again after a broken line', async () => {
  const { client, received } = await open(['hang up', { status: 200, body: {} }]);

  const failure = await failureOf(client.giveFeedback({ inquiryId, helpful: true }));

  expect(failure).toMatchObject({ name: 'ApiUnreachable' });
  expect(received).toHaveLength(1);
});

test('a service that cannot be reached is told apart from one that refuses', async () => {
  const { client, received } = await open(['hang up', 'hang up', 'hang up'], { retries: 2 });

  const failure = await failureOf(client.getInquiry({ inquiryId }));

  expect(failure).toMatchObject({
    name: 'ApiUnreachable',
    message: `GET /v1/inquiries/${inquiryId} got no answer in 3 tries`,
  });
  expect(received).toHaveLength(3);
});

test('a try that gets no answer in its time is followed by another', async () => {
  const { client } = await open(['say nothing', accepted], { timeoutMs: 250 });

  await expect(client.submitInquiry(inquiry)).resolves.toMatchObject({ id: inquiryId });
});

test('a caller who gives up gets the own reason, and no further try', async () => {
  const { client, received } = await open(['say nothing', accepted]);
  const caller = new AbortController();

  const failure = failureOf(client.submitInquiry(inquiry, { signal: caller.signal }));
  caller.abort('changed my mind');

  expect(await failure).toBe('changed my mind');
  expect(received.length).toBeLessThanOrEqual(1);
});

test('an error page of something in between is a problem without a document', async () => {
  const { client } = await open([{ status: 413, body: '<h1>Too large</h1>' }]);

  expect(await failureOf(client.submitInquiry(inquiry))).toMatchObject({
    name: 'ApiProblem',
    status: 413,
    code: 'no_problem_document',
    requestId: undefined,
  });
});

test('a success that is not what the contract says is named by its paths', async () => {
  const { client } = await open([{ status: 202, body: { id: 7 } }]);

  expect(await failureOf(client.submitInquiry(inquiry))).toMatchObject({
    name: 'UnexpectedAnswer',
    message: expect.stringMatching(/^submitInquiry answered 202 with an unexpected id, status/),
  });
});
