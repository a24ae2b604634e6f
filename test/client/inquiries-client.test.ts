import { setTimeout as delay } from 'node:timers/promises';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import { pngFile } from '../domain/attachments/png-file.ts';
import { legalThreat, question, quotesBestPassage } from '../support/inquiries.ts';
import { openInProcess } from '../workflow/open-in-process.ts';
import type { WorkflowWorld } from '../workflow/world.ts';

let world: WorkflowWorld | undefined;
const opened = (): WorkflowWorld => {
  if (world === undefined) throw new Error('The world is not open');
  return world;
};

beforeAll(async () => {
  world = await openInProcess();
  world.model.script(quotesBestPassage);
}, 60_000);
afterAll(async () => {
  await world?.close();
});

// The runtime works in its own time, so that looks follow each other closely.
const timing = { now: () => performance.now(), pause: () => delay(15), random: () => 0 };

const asCompany = () =>
  createInquiriesClient({ baseUrl: opened().apiUrl, apiKey: opened().company.apiKey, timing, retries: 1 });
const asCustomer = (statusToken: string) =>
  createInquiriesClient({ baseUrl: opened().apiUrl, statusToken, timing, retries: 1 });

const { title, content } = question;
const words = content;

function without(form: FormData, name: string): FormData {
  const rest = new FormData();
  for (const [field, value] of form) if (field !== name) rest.append(field, value);
  return rest;
}

test('an inquiry is submitted, waited for and read', async () => {
  const company = asCompany();
  const seen: InquiryStatus[] = [];

  const { id } = await company.submitInquiry({ title, content, category: 'shipping' });
  const { answer } = await company.waitForAnswer(id, { onProgress: ({ status }) => seen.push(status) });

  const inquiry = await company.getInquiry({ inquiryId: id });
  expect(inquiry).toMatchObject({ id, title, category: 'shipping', answer: { text: answer.text, source: 'ai' } });
  expect(seen.at(-1)).toBe('ai_responded');
  const events = await company.listEvents({ inquiryId: id });
  expect(events.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['submitted', 'answer_stored']));
});

test('the same submission under the same key is the same inquiry', async () => {
  const company = asCompany();
  const send = () => company.submitInquiry({ title, content }, { idempotencyKey: 'order-17' });

  const [first, second] = [await send(), await send()];

  expect(second).toEqual(first);
});

test('a webhook endpoint is made and its secret rotated once each, though the answers of the store are lost', async () => {
  const company = asCompany();
  const lose = () =>
    opened().faults.set([{ service: 'dynamodb', operation: 'TransactWriteItems', kind: 'lose_response', times: 2 }]);

  await lose();
  const { id, secret } = await company.createWebhookEndpoint({ url: 'http://localhost:9/hook' });
  const { items } = await company.listWebhookEndpoints();
  await lose();
  const rotated = await company.rotateWebhookSecret({ webhookEndpointId: id, overlapSeconds: 60 });

  expect(items).toMatchObject([{ id }]);
  expect(rotated.secret).not.toBe(secret);
  expect(await opened().faults.hitCounts()).toEqual([2]);
  expect(await company.getWebhookSecret({ webhookEndpointId: id })).toEqual({ id, secret: rotated.secret });
  await opened().faults.clear();
  await company.deleteWebhookEndpoint({ webhookEndpointId: id });
});

test('a webhook endpoint is made and deleted though other transactions are at the items of the company', async () => {
  const company = createInquiriesClient({ baseUrl: opened().apiUrl, apiKey: opened().company.apiKey, retries: 0 });
  const meet = () => opened().faults.set([{ service: 'dynamodb', kind: 'cancel_transaction', times: 2 }]);

  await meet();
  const { id } = await company.createWebhookEndpoint({ url: 'http://localhost:9/hook' });
  const met = await opened().faults.hitCounts();
  await meet();
  await company.deleteWebhookEndpoint({ webhookEndpointId: id });

  expect([met, await opened().faults.hitCounts()]).toEqual([[2], [2]]);
  await opened().faults.clear();
  expect(await company.listWebhookEndpoints()).toEqual({ items: [] });
});

test('a table with a byte order mark is imported, and its rows at fault are named', async () => {
  const company = asCompany();
  const csv = '\uFEFF아이디,제목,내용\r\ncsv-ko,선물 포장이 되나요?,"네,\r\n2,000원입니다."\r\ncsv-none,,\r\n';

  const { rows, removed } = await company.importKnowledge({ csv, mode: 'merge' });

  expect({ rows, removed }).toMatchObject({
    rows: [
      { row: 2, outcome: 'created', id: 'csv-ko' },
      { row: 3, outcome: 'invalid', errors: [{ path: 'title' }, { path: 'text' }] },
    ],
    removed: 0,
  });
  const entry = await company.getKnowledgeEntry({ knowledgeId: 'csv-ko' });
  expect(entry).toMatchObject({ text: '네,\n2,000원입니다.', language: 'ko' });
  await company.deleteKnowledgeEntry({ knowledgeId: 'csv-ko' });
});

test('a file is uploaded and comes with the inquiry', async () => {
  const company = asCompany();
  const content = new Uint8Array(pngFile({ widthPx: 40, heightPx: 40, rows: Buffer.alloc(40 * 41) }));

  const uploadId = await company.uploadFile({ filename: 'white.png', contentType: 'image/png', content });
  const { id } = await company.submitInquiry({ title, content: words, uploadIds: [uploadId] });

  const { attachments } = await company.getInquiry({ inquiryId: id });
  expect(attachments).toEqual([{ filename: 'white.png', contentType: 'image/png', bytes: content.length, pages: 1 }]);
});

test('a file that the storage refuses is told with its reason', async () => {
  const lost = createInquiriesClient({
    baseUrl: opened().apiUrl,
    apiKey: opened().company.apiKey,
    timing,
    fetch: (url, init) =>
      fetch(url, init?.body instanceof FormData ? { ...init, body: without(init.body, 'key') } : init),
  });

  await expect(
    lost.uploadFile({ filename: 'a.png', contentType: 'image/png', content: new Blob(['x']) }),
  ).rejects.toMatchObject({ name: 'UploadRefused', status: 400, code: 'InvalidArgument' });
});

test('a customer with the token of the inquiry follows it and asks for a person', async () => {
  const { id, statusToken } = await asCompany().submitInquiry({ title, content });
  const customer = asCustomer(statusToken);
  await customer.waitForAnswer(id);

  const asked = await customer.escalateInquiry({ inquiryId: id });

  expect(asked).toMatchObject({ id, escalationRequested: true });
  const stranger = await asCompany().submitInquiry({ title, content });
  await expect(customer.getInquiryStatus({ inquiryId: stranger.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('an answered inquiry is judged, and opened again with a message', async () => {
  const company = asCompany();
  const { id: inquiryId } = await company.submitInquiry({ title, content });
  await company.waitForAnswer(inquiryId);

  const judged = await company.giveFeedback({ inquiryId, helpful: true });
  const reopened = await company.reopenInquiry({ inquiryId, message: 'It has not come.' });

  expect(judged).toMatchObject({ id: inquiryId, status: 'resolved', helpful: true });
  expect(reopened).toMatchObject({ id: inquiryId, status: 'escalated', run: 2 });
  const { messages } = await company.getInquiry({ inquiryId });
  expect(messages).toMatchObject([{ by: 'company', text: 'It has not come.' }]);
});

test('every inquiry of the list is met once, page by page', async () => {
  const company = asCompany();
  const { title: threat, content: words } = legalThreat;
  const { id } = await company.submitInquiry({ title: threat, content: words });
  const titles = new Map<string, string>();

  let met = 0;
  for await (const inquiry of company.listAll({ limit: 2 })) {
    met += 1;
    titles.set(inquiry.id, inquiry.title);
  }

  expect(titles.get(id)).toBe(threat);
  expect(titles.size).toBe(met);
  expect(met).toBeGreaterThan(2);
});

test('a refusal is a problem with its code, paths and request', async () => {
  const wrongKey = createInquiriesClient({ baseUrl: opened().apiUrl, apiKey: 'wrong', timing });

  await expect(wrongKey.listInquiries()).rejects.toMatchObject({ name: 'ApiProblem', code: 'unauthorized' });
  await expect(asCompany().submitInquiry({ title: '', content })).rejects.toMatchObject({
    name: 'ApiProblem',
    status: 422,
    code: 'validation_failed',
    errors: [{ path: 'title', message: expect.any(String) }],
    requestId: expect.any(String),
  });
});
