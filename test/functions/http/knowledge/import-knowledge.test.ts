import { mostKnowledgeCharacters, plans } from '../../../../domain/plans.ts';
import { IndexState } from '../../../../functions/entities/index-state.ts';
import { ImportKnowledgeResponse, ListKnowledgeResponse } from '../../../../schemas/api/knowledge.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { knowledgeOf } from '../../../support/knowledge.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld({ plan: 'basic' });
});
afterAll(() => world.close());

let companies = 0;
/** A company of its own for each test, as far as knowledge goes. */
function newCompany() {
  companies += 1;
  const companyId = CompanyId.parse(`01jd00000000000000000000${String(companies).padStart(2, '0')}`);
  const ask = knowledgeOf(companyId);
  return {
    companyId,
    ask,
    post: (entries: readonly unknown[], mode = 'merge') =>
      ask({ method: 'POST', path: '/import', body: { entries, mode } }),
    list: async () => ListKnowledgeResponse.parse((await ask({ query: { limit: '100' } })).json).items,
  };
}
type Company = ReturnType<typeof newCompany>;
const take = async (company: Company, entries: readonly unknown[], mode?: string) =>
  ImportKnowledgeResponse.parse((await company.post(entries, mode)).json);

const row = (id: string, text = 'Some text.') => ({ id, title: `About ${id}`, text });

test('five hundred rows are taken at once, and one call asks for the index', async () => {
  const company = newCompany();
  const before = world.aws.calls('Invoke').length;
  const rows = Array.from({ length: 500 }, (_, at) => row(`row-${at}`, '한국어 문장입니다. '.repeat(50)));

  const { rows: results } = await take(company, rows);

  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
  expect((await company.ask({ path: '/row-499' })).json).toMatchObject({ title: 'About row-499', language: 'ko' });
  expect(world.aws.calls('Invoke')).toHaveLength(before + 1);
});

test('invalid rows are named by row and field, valid ones are taken', async () => {
  const company = newCompany();
  await take(company, [row('kept'), row('changed')]);

  const { rows, removed } = await take(company, [
    row('kept'),
    row('changed', 'Other text.'),
    { id: 'no-title', text: 'Text.' },
    row('new'),
    { ...row('Bad Id'), colour: 'red' },
    row('new', 'Once more.'),
  ]);

  expect(removed).toBe(0);
  expect(rows.slice(0, 4)).toMatchObject([
    { index: 0, outcome: 'unchanged', id: 'kept' },
    { index: 1, outcome: 'updated', id: 'changed' },
    { index: 2, outcome: 'invalid', errors: [{ path: 'title' }] },
    { index: 3, outcome: 'created', id: 'new' },
  ]);
  expect(rows[4]?.errors?.map(({ path }) => path).sort()).toEqual(['colour', 'id']);
  expect(rows[5]).toEqual({
    index: 5,
    outcome: 'invalid',
    errors: [{ path: 'id', message: 'new is also that of entries[3]' }],
  });
  expect((await company.list()).map(({ id, version }) => [id, version])).toEqual([
    ['changed', 2],
    ['kept', 1],
    ['new', 1],
  ]);
});

test('the same rows without ids again make nothing new', async () => {
  const company = newCompany();
  const rows = [
    { title: 'Returns', text: 'Within 14 days.' },
    { title: '반품', text: '수령 후 14일 이내에 가능합니다.' },
  ];
  const first = await take(company, rows);

  const second = await take(company, rows);

  expect(second.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  expect(second.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  expect(await company.list()).toHaveLength(2);
});

test('replacing removes what is not named', async () => {
  const company = newCompany();
  await take(company, [row('one'), row('two'), row('three')]);

  const { rows, removed } = await take(company, [row('two'), row('four')], 'replace');

  expect(removed).toBe(2);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'created']);
  expect((await company.list()).map(({ id }) => id)).toEqual(['four', 'two']);
});

test('one invalid row refuses a replacement whole', async () => {
  const company = newCompany();
  await take(company, [row('one')]);

  const answer = await company.post([row('two'), { ...row('three'), text: '' }], 'replace');

  expect(answer.json).toMatchObject({
    status: 422,
    detail: '1 of 2 rows are invalid; nothing was changed',
    errors: [{ path: 'entries[1].text' }],
  });
  expect((await company.list()).map(({ id }) => id)).toEqual(['one']);
});

test('what was changed by another request in between is decided again', async () => {
  const company = newCompany();
  await take(company, [row('one')]);

  const answers = await Promise.all(['One.', 'Two.', 'Three.'].map((text) => take(company, [row('one', text)])));

  expect(answers.map(({ rows }) => rows[0]?.outcome)).toEqual(['updated', 'updated', 'updated']);
  expect(await company.list()).toMatchObject([{ version: 4 }]);
});

test('more than the plan holds is refused before anything is taken', async () => {
  const basic = plans.basic.knowledgeEntries;
  const ask = knowledgeOf(world.company.companyId);
  await IndexState()
    .create({
      companyId: world.company.companyId,
      entries: basic - 1,
      indexed: basic - 1,
      characters: mostKnowledgeCharacters - 10,
      buildingUntilMs: epochMs(0),
    })
    .go();

  const answer = await ask({ method: 'POST', path: '/import', body: { entries: [row('a'), row('b')], mode: 'merge' } });

  expect(answer.json).toMatchObject({
    status: 409,
    code: 'knowledge_full',
    detail: `There are ${basic - 1} entries and 2 would be added; the plan holds ${basic}`,
  });
  expect((await ask({})).json).toEqual({ items: [] });
  const put = (text: string) => ask({ method: 'PUT', path: '/a', body: { title: 'A', text } });
  expect((await put('Far too long')).json).toMatchObject({ status: 409, code: 'knowledge_full' });
  expect((await put('Short')).status).toBe(201);
});

test.each([
  [[], 'merge', 'entries'],
  [Array.from({ length: 501 }, () => row('a')), 'merge', 'entries'],
  [[row('a')], 'append', 'mode'],
  [[row('a'), 'a text'], 'merge', 'entries[1]'],
])('an import at fault as a whole is refused as a whole (%#)', async (entries, mode, path) => {
  expect((await newCompany().post(entries, mode)).json).toMatchObject({ status: 422, errors: [{ path }] });
});
