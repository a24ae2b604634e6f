import { ImportKnowledgeResponse, ListKnowledgeResponse, mostImportRows } from '../../../../schemas/api/knowledge.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { knowledgeOf } from '../../../support/knowledge.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld({ plan: 'basic' });
});
afterAll(() => world.close());

let companies = 0;
function newCompany() {
  companies += 1;
  const ask = knowledgeOf(CompanyId.parse(`01jd00000000000000000000${String(companies).padStart(2, '0')}`));
  return {
    send: (csv: string, { mode, type = 'text/csv' }: { mode?: string; type?: string } = {}) =>
      ask({
        method: 'POST',
        path: '/import',
        headers: { 'content-type': type },
        body: csv,
        ...(mode !== undefined && { query: { mode } }),
      }),
    sendJson: (body: object, query: Record<string, string> = {}) =>
      ask({ method: 'POST', path: '/import', body, query }),
    list: async () => ListKnowledgeResponse.parse((await ask({ query: { limit: '100' } })).json).items,
  };
}

test('a table from a Korean spreadsheet is taken, and the same table again changes nothing', async () => {
  const { send, list } = newCompany();
  const csv = '\uFEFF제목,내용,분류\r\n반품 기간,"수령 후 ""14일""\r\n이내입니다.",반품\r\nGift wrap?,2 000 won,\r\n';

  const first = ImportKnowledgeResponse.parse((await send(csv)).json);
  const second = ImportKnowledgeResponse.parse((await send(csv, { type: 'text/csv; charset=UTF-8' })).json);

  expect(first.rows).toMatchObject([
    { index: 0, row: 2, outcome: 'created' },
    { index: 1, row: 3, outcome: 'created' },
  ]);
  expect(second.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  expect(await list()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        title: '반품 기간',
        text: '수령 후 "14일"\n이내입니다.',
        language: 'ko',
        category: '반품',
      }),
      expect.not.objectContaining({ category: expect.anything() }),
    ]),
  );
});

test('each row at fault is named as the spreadsheet counts, the others are taken', async () => {
  const { send, list } = newCompany();

  const { json } = await send(
    [
      'id,title,text',
      'one,One,Text',
      '',
      ',,No title',
      'Not An Id,Two,Text',
      'one,Again,Text',
      'six,Six,Text,more',
    ].join('\n'),
  );

  expect(ImportKnowledgeResponse.parse(json).rows).toMatchObject([
    { index: 0, row: 2, outcome: 'created', id: 'one' },
    { index: 1, row: 4, outcome: 'invalid', errors: [{ path: 'title', message: 'must not be blank' }] },
    { index: 2, row: 5, outcome: 'invalid', errors: [{ path: 'id' }] },
    { index: 3, row: 6, outcome: 'invalid', errors: [{ path: 'id', message: 'one is also that of rows[2]' }] },
    {
      index: 4,
      row: 7,
      outcome: 'invalid',
      errors: [{ path: '', message: 'has a value in column 4, which has no name' }],
    },
  ]);
  expect((await list()).map(({ id }) => id)).toEqual(['one']);
});

test('a table replaces what it does not name when the query says so, and one invalid row refuses it all', async () => {
  const { send, list } = newCompany();
  await send('id,title,text\none,One,Text\ntwo,Two,Text\n');

  const refused = await send('id,title,text\nthree,Three,Text\nfour,,Text\n', { mode: 'replace' });
  const before = (await list()).map(({ id }) => id);
  const { json } = await send('id,title,text\ntwo,Two,Text\n', { mode: 'replace' });

  expect(refused.json).toMatchObject({
    status: 422,
    detail: '1 of 2 rows are invalid; nothing was changed',
    errors: [{ path: 'rows[3].title' }],
  });
  expect(before).toEqual(['one', 'two']);
  expect(json).toMatchObject({ removed: 1, rows: [{ outcome: 'unchanged' }] });
  expect((await list()).map(({ id }) => id)).toEqual(['two']);
});

const rowsOf = (count: number) => `title,text\n${'a,b\n'.repeat(count)}`;
test.each([
  ['without rows', 'title,text\n', 'rows', 'are 0; 1–500 are allowed'],
  ['with too many rows', rowsOf(mostImportRows + 1), 'rows', 'are 501; 1–500 are allowed'],
  ['with an open quote', 'title,text\na,b\nc,"d\n', 'rows[3]', 'has a quote that does not end'],
  ['without a text', 'title,id\na,b\n', 'rows[1]', 'has no column for text'],
])('a table %s is refused as a whole', async (_, csv, path, message) => {
  const { send, list } = newCompany();

  expect((await send(csv)).json).toMatchObject({
    status: 422,
    detail: `Invalid: ${path}`,
    errors: [{ path, message }],
  });
  expect(await list()).toEqual([]);
});

test('a table in another encoding, or of another type, is refused', async () => {
  const { send } = newCompany();
  const csv = 'title,text\na,b\n';

  for (const type of ['text/csv; charset=euc-kr', 'text/plain', 'application/vnd.ms-excel'])
    expect((await send(csv, { type })).json).toMatchObject({
      code: 'unsupported_media_type',
      detail: 'The body must be application/json or text/csv in UTF-8',
    });
  expect((await send('title,text\n\uFFFD\uFFFD,b\n')).json).toMatchObject({ errors: [{ path: 'rows[1]' }] });
});

test('a mode is said in one place', async () => {
  const { send, sendJson } = newCompany();
  const body = { entries: [{ title: 'a', text: 'b' }], mode: 'merge' };

  expect((await sendJson(body, { mode: 'replace' })).json).toMatchObject({ status: 422, errors: [{ path: 'mode' }] });
  expect((await send('title,text\na,b\n', { mode: 'append' })).json).toMatchObject({ errors: [{ path: 'mode' }] });
});
