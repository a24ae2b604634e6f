import { plans } from '../../../../domain/plans.ts';
import { IndexState } from '../../../../functions/entities/index-state.ts';
import { findJob } from '../../../../functions/entities/job.ts';
import { indexJobIdOf } from '../../../../functions/entities/knowledge.ts';
import { handler } from '../../../../functions/http/knowledge.ts';
import { KnowledgeEntryView, ListKnowledgeResponse } from '../../../../schemas/api/knowledge.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { knowledgeOf } from '../../../support/knowledge.ts';

let world: HttpWorld;
let ask: ReturnType<typeof knowledgeOf>;
beforeAll(async () => {
  world = await openHttpWorld();
  ask = knowledgeOf(world.company.companyId);
});
afterAll(() => world.close());

const english = { title: 'How long does shipping take?', text: 'Parcels take 1 to 2 working days.' };
const put = (id: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  ask({ method: 'PUT', path: `/${id}`, body, headers });
const problem = (code: string) => expect.objectContaining({ code });

test('an added entry gets an id, its language by its words, and an index is asked for in the same breath', async () => {
  const callsBefore = world.aws.calls('Invoke').length;

  const made = await ask({
    method: 'POST',
    body: { title: '배송은 얼마나 걸리나요?', text: '보통 1~2영업일 안에 도착합니다.', category: '배송' },
  });

  const entry = KnowledgeEntryView.parse(made.json);
  expect(made.status).toBe(201);
  expect(made.headers).toMatchObject({ location: `/v1/knowledge/${entry.id}` });
  expect(entry).toMatchObject({ language: 'ko', category: '배송', state: 'active', version: 1 });
  expect((await ask({ path: `/${entry.id}` })).json).toEqual(made.json);
  expect(await findJob(indexJobIdOf(world.company.companyId))).toMatchObject({ kind: 'knowledge_index', attempts: 0 });
  expect(world.aws.calls('Invoke').slice(callsBefore)).toMatchObject([
    { path: expect.stringContaining('/functions/work/invocations') },
  ]);
});

test('the same addition again under its Idempotency-Key makes no second entry', async () => {
  const company = knowledgeOf(CompanyId.parse('01jd0000000000000000000ddd'));
  const add = (body: object) => company({ method: 'POST', body, headers: { 'idempotency-key': 'entry-1' } });
  world.aws.loseNext('TransactWriteItems', 2);

  await add(english);
  const answers = await Promise.all([add(english), add(english)]);

  const { items } = ListKnowledgeResponse.parse((await company({})).json);
  expect(answers).toMatchObject([
    { status: 201, headers: { 'idempotency-replayed': 'true', location: `/v1/knowledge/${items[0]?.id}` } },
    { status: 201, json: items[0] },
  ]);
  expect(items).toHaveLength(1);
  expect((await add({ ...english, text: 'Other.' })).json).toEqual(problem('idempotency_mismatch'));
  await company({ method: 'DELETE', path: `/${items[0]?.id}` });
  expect((await add(english)).json).toEqual(problem('not_found'));
});

test('an addition is known to its repeat though there is no room left', async () => {
  const companyId = CompanyId.parse('01jd0000000000000000000fff');
  const add = (key: string) =>
    knowledgeOf(companyId)({ method: 'POST', body: english, headers: { 'idempotency-key': key } });
  const first = await add('entry-1');
  const { knowledgeEntries: entries } = plans.basic;
  await IndexState()
    .create({ companyId, entries, indexed: entries, characters: 0, buildingUntilMs: epochMs(0) })
    .go();

  expect(await add('entry-1')).toMatchObject({ status: 201, json: first.json });
  expect((await add('entry-2')).json).toEqual(problem('knowledge_full'));
});

test('of additions at once under one Idempotency-Key one entry comes', async () => {
  const company = knowledgeOf(CompanyId.parse('01jd0000000000000000000eee'));
  const add = () => company({ method: 'POST', body: english, headers: { 'idempotency-key': 'entry-1' } });

  const answers = await Promise.all([add(), add(), add(), add(), add()]);

  expect(new Set(answers.map(({ json }) => KnowledgeEntryView.parse(json).id)).size).toBe(1);
  expect(ListKnowledgeResponse.parse((await company({})).json).items).toHaveLength(1);
});

test('an entry under an id of the company’s own is made once, then replaced whole', async () => {
  const first = await put('own-id', { ...english, category: 'shipping', sourceUrl: 'https://shop.example.com/help' });
  const second = await put('own-id', { ...english, text: 'Parcels take 3 days.', language: 'fr', state: 'archived' });

  const entry = KnowledgeEntryView.parse(second.json);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(first.headers).toMatchObject({ location: '/v1/knowledge/own-id' });
  expect(entry).toMatchObject({ text: 'Parcels take 3 days.', language: 'fr', state: 'archived', version: 2 });
  expect(Object.keys(entry)).not.toEqual(expect.arrayContaining(['category']));
  expect(Object.keys(entry)).not.toEqual(expect.arrayContaining(['sourceUrl']));
});

test('the same content again is neither a new version nor a new index', async () => {
  const first = await put('same', english);
  const writes = world.aws.calls('TransactWriteItems').length;

  const second = await put('same', english);

  expect(second).toMatchObject({ status: 200, etag: first.etag, json: first.json });
  expect(world.aws.calls('TransactWriteItems')).toHaveLength(writes);
});

test('an ETag that still holds is answered without a body, also against one made of an entry removed since', async () => {
  const { etag } = await put('cached', english);
  expect(await ask({ path: '/cached', headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, json: null });

  await ask({ method: 'DELETE', path: '/cached' });
  await put('cached', { ...english, text: 'Made again.' });

  expect(await ask({ path: '/cached', headers: { 'if-none-match': etag } })).toMatchObject({ status: 200 });
});

test('of two changes from one reading the second is told to read again', async () => {
  const { etag } = await put('guarded', english);

  const answers = await Promise.all(
    ['One.', 'Two.', 'Three.'].map((text) => put('guarded', { ...english, text }, { 'if-match': etag })),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect(answers.find(({ status }) => status === 412)?.json).toEqual(problem('version_conflict'));
  expect((await ask({ path: '/guarded' })).json).toMatchObject({ version: 2 });
});

test('of several that may only make an entry one does', async () => {
  const answers = await Promise.all(
    ['One.', 'Two.', 'Three.'].map((text) => put('new-only', { ...english, text }, { 'if-none-match': '*' })),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
});

test('changes of different entries at the same time all stand', async () => {
  const ids = Array.from({ length: 12 }, (_, at) => `parallel-${at}`);

  const answers = await Promise.all(ids.map((id) => put(id, english)));

  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
});

test('If-Match on nothing, and a removal from an old reading, change nothing', async () => {
  expect((await put('nothing', english, { 'if-match': '*' })).json).toEqual(problem('version_conflict'));
  const { etag } = await put('old', english);
  await put('old', { ...english, text: 'Newer.' });

  const removal = await ask({ method: 'DELETE', path: '/old', headers: { 'if-match': etag } });

  expect(removal.json).toEqual(problem('version_conflict'));
  expect((await ask({ path: '/nothing' })).status).toBe(404);
  expect((await ask({ path: '/old' })).status).toBe(200);
});

test('a removed entry is gone, and there is nothing to remove twice', async () => {
  await put('gone', english);

  expect(await ask({ method: 'DELETE', path: '/gone' })).toMatchObject({ status: 204, json: null });

  expect((await ask({ path: '/gone' })).json).toEqual(problem('not_found'));
  expect((await ask({ method: 'DELETE', path: '/gone' })).json).toEqual(problem('not_found'));
});

test('entries are listed by id, by language and by time of change, page after page, for one company alone', async () => {
  const companyId = CompanyId.parse('01jd0000000000000000000ccc');
  const own = knowledgeOf(companyId);
  for (const id of ['c', 'a', 'b']) await own({ method: 'PUT', path: `/${id}`, body: english });
  await own({ method: 'PUT', path: '/d', body: { ...english, language: 'ko' } });

  const first = ListKnowledgeResponse.parse((await own({ query: { limit: '2', language: 'en' } })).json);
  const cursor = first.nextCursor ?? '';
  const second = ListKnowledgeResponse.parse((await own({ query: { limit: '2', language: 'en', cursor } })).json);

  expect(first.items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(second).toMatchObject({ items: [{ id: 'c' }] });
  const later = { updatedAfter: '2999-01-01T00:00:00.000Z' };
  expect((await own({ query: later })).json).toEqual({ items: [] });
  expect((await own({ query: { limit: '2', cursor } })).json).toMatchObject({ errors: [{ path: 'cursor' }] });
  expect((await ask({ query: { limit: '2', language: 'en', cursor } })).json).toMatchObject({
    errors: [{ path: 'cursor' }],
  });
});

test('another company’s entry can be neither read, replaced nor removed', async () => {
  const other = knowledgeOf(world.otherCompany.companyId);
  await put('private', english);

  expect((await other({ path: '/private' })).status).toBe(404);
  expect((await other({ method: 'DELETE', path: '/private' })).status).toBe(404);
  expect((await other({ method: 'PUT', path: '/private', body: { ...english, text: 'Theirs.' } })).status).toBe(201);
  expect((await ask({ path: '/private' })).json).toMatchObject({ text: english.text, version: 1 });
});

test('a key without the scope is refused', async () => {
  const answer = await call(handler, {
    path: '/v1/knowledge',
    authorizer: asCompany(world.company.companyId, 'inquiries:read admin'),
  });

  expect(jsonOf(answer)).toMatchObject({ status: 403, detail: 'The API key lacks the scope knowledge' });
});

test.each([
  ['title', { ...english, title: ' ' }],
  ['title', { ...english, title: 'x'.repeat(301) }],
  ['text', { ...english, text: 'x'.repeat(8_001) }],
  ['language', { ...english, language: 'english' }],
  ['sourceUrl', { ...english, sourceUrl: 'javascript:alert(1)' }],
  ['id', { ...english, id: 'mine' }],
])('a bad %s is named and nothing is made', async (path, body) => {
  expect((await put('bad', body)).json).toMatchObject({ status: 422, errors: [{ path }] });
  expect((await ask({ path: '/bad' })).status).toBe(404);
});

test.each(['Upper', 'a_b', '-a', 'import', 'search', 'x'.repeat(65)])('%s is no id of an entry', async (id) => {
  expect((await put(id, english)).status).toBe(404);
});
