import type * as z from 'zod/mini';
import { KnowledgeEntryView } from '../../schemas/api/knowledge.ts';
import { KnowledgeIndexResponse, SearchKnowledgeResponse } from '../../schemas/api/knowledge-search.ts';
import { quotesBestPassage } from '../support/inquiries.ts';
import { awaitingReply, ended } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { openInProcess } from './open-in-process.ts';
import type { WorkflowWorld } from './world.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await openInProcess();
  world.model.script(quotesBestPassage);
});
afterAll(() => world.close());

const entry = {
  title: 'Do you engrave names on fountain pens?',
  text: 'We engrave up to 12 letters on fountain pens free of charge; engraved fountain pens cannot be returned.',
};
const inquiry = { title: entry.title, content: 'Do you engrave names on fountain pens?' };

async function ask<T>(
  path: string,
  { method = 'GET', json, schema }: { method?: string; json?: object; schema: z.ZodMiniType<T> },
) {
  const response = await fetch(`${world.apiUrl}/v1/knowledge${path}`, {
    method,
    headers: { authorization: `Bearer ${world.company.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}

async function remove(path: string): Promise<void> {
  const headers = { authorization: `Bearer ${world.company.apiKey}` };
  const { status } = await fetch(`${world.apiUrl}/v1/knowledge${path}`, { method: 'DELETE', headers });
  expect(status).toBe(204);
}

const search = () => ask(`/search?q=${encodeURIComponent(inquiry.content)}`, { schema: SearchKnowledgeResponse });
const submit = () => world.submit(inquiry, world.company.apiKey);

/** The index is built by a function of its own; a warm process asks for a newer one after five seconds. */
async function indexed(): Promise<void> {
  await until('a current index', async () =>
    (await ask('/index', { schema: KnowledgeIndexResponse })).state === 'current' ? true : undefined,
  );
  await world.advance(6);
}

test('what a company teaches is answered and cited, until it is removed again', async () => {
  expect((await search()).outlook.decision).toBe('escalate');

  await ask('/engraving', { method: 'PUT', json: entry, schema: KnowledgeEntryView });
  await indexed();

  expect(await search()).toMatchObject({
    language: 'en',
    passages: [{ id: 'engraving', text: entry.text, score01: 1 }],
    outlook: { decision: 'send', signals: [] },
  });
  const answered = await submit();
  expect(await ended(world, answered)).toBe('SUCCEEDED');
  expect((await world.status(answered)).answer).toMatchObject({
    text: entry.text,
    source: 'ai',
    citations: [{ passageId: 'engraving', title: entry.title, quote: entry.text }],
  });

  await remove('/engraving');
  await indexed();

  expect((await search()).passages.map(({ id }) => id)).not.toContain('engraving');
  const escalated = await submit();
  await awaitingReply(world, escalated);
  expect((await world.status(escalated)).status).toBe('escalated');
});

test('an answer is written and checked from what was found, though the knowledge has lost it meanwhile', async () => {
  await ask('/engraving', { method: 'PUT', json: entry, schema: KnowledgeEntryView });
  await indexed();
  await world.faults.set([{ service: 'lambda', function: 'generate-answer', kind: 'throttle', times: 1 }]);
  const inquiry = await submit();
  await until('a draft that is put off', async () => (await world.faults.hitCounts())[0] === 1 || undefined);

  await remove('/engraving');
  await indexed();

  expect(await ended(world, inquiry)).toBe('SUCCEEDED');
  expect((await world.status(inquiry)).answer).toMatchObject({
    text: entry.text,
    source: 'ai',
    citations: [{ passageId: 'engraving', title: entry.title, quote: entry.text }],
  });
});

test('what one company teaches another cannot find', async () => {
  await ask('/secret', { method: 'PUT', json: entry, schema: KnowledgeEntryView });
  await indexed();

  const response = await fetch(`${world.apiUrl}/v1/knowledge/search?q=engrave`, {
    headers: { authorization: `Bearer ${world.demo.apiKey}` },
  });

  expect((await search()).passages[0]?.id).toBe('secret');
  expect(JSON.stringify(await response.json())).not.toContain('engrave up to');
});

test('the demo company’s own knowledge can be read under the ids that answers cite', async () => {
  const response = await fetch(`${world.apiUrl}/v1/knowledge/shipping-time-ko`, {
    headers: { authorization: `Bearer ${world.demo.apiKey}` },
  });

  expect(KnowledgeEntryView.parse(await response.json())).toMatchObject({ id: 'shipping-time-ko', language: 'ko' });
});
