import fc from 'fast-check';
import Papa from 'papaparse';
import { readCsv } from '../../../domain/knowledge/read-csv.ts';

const fieldsOf = (text: string) => {
  const table = readCsv(text);
  if (table.kind === 'fault') throw new Error(`row ${table.row} ${table.message}`);
  return table.rows.map((row) => (row.kind === 'fields' ? row.fields : row));
};

test('values are quoted or not, with commas, doubled quotes and line ends inside, and ends of lines of any kind', () => {
  const rows = [{ title: 'Returns', text: 'Yes, "within"\n14 days.' }];

  for (const end of ['\n', '\r\n'])
    expect(fieldsOf(`title,text${end}Returns,"Yes, ""within""${end}14 days."${end}`)).toEqual(rows);
  expect(fieldsOf('title,text\rReturns,Yes\r')).toEqual([{ title: 'Returns', text: 'Yes' }]);
});

test('a header may be Korean, composed of letters, in capitals, with blanks, in any order', () => {
  const header = ' 내용 ,제목'.normalize('NFD');

  expect(fieldsOf(`${header},Source URL,STATE\n14일 이내,반품,https://shop.example.com/,archived`)).toEqual([
    { title: '반품', text: '14일 이내', sourceUrl: 'https://shop.example.com/', state: 'archived' },
  ]);
});

test.each([
  ['id', ['id', '아이디', '식별자']],
  ['language', ['language', '언어']],
  ['category', ['Category', '분류', '카테고리']],
  ['sourceUrl', ['sourceUrl', 'source_url', 'URL', '출처', '링크']],
  ['state', ['state', '상태']],
])('%s is a column under each of its names', (field, names) => {
  for (const name of names)
    expect(fieldsOf(`질문,답변,${name}\na,b,c`)).toEqual([{ title: 'a', text: 'b', [field]: 'c' }]);
});

test('an empty cell is a field that is not given; title and text are there to be found blank', () => {
  expect(fieldsOf('id,title,text,category\n,,,\n , x\n')).toEqual([{ title: 'x', text: '' }]);
});

test('rows count as in a spreadsheet: after the header, with the blank ones, a value of several lines being one row', () => {
  const table = readCsv('title,text\n"a\n\nb",c\n\n,\nd,e\nf,g,,\nh,i,j\n');

  expect(table).toEqual({
    kind: 'rows',
    rows: [
      { kind: 'fields', row: 2, fields: { title: 'a\n\nb', text: 'c' } },
      { kind: 'fields', row: 5, fields: { title: 'd', text: 'e' } },
      { kind: 'fields', row: 6, fields: { title: 'f', text: 'g' } },
      { kind: 'misfit', row: 7, message: 'has a value in column 3, which has no name' },
    ],
  });
});

test.each([
  ['title,text\na,b\nc,"d\n', 3, 'has a quote that does not end'],
  ['title,text\na,"b" c\n', 2, 'has a quote inside a quoted value; double it'],
  ['', 1, 'has no column for title'],
  [
    'title,body text\n',
    1,
    'names a column 2 that there is not; allowed are id, title, text, language, category, sourceUrl, state',
  ],
  ['title,제목,text\n', 1, 'has two columns for title'],
  ['title,category\n', 1, 'has no column for text'],
  [
    'title;text\na;b\n',
    1,
    'names a column 1 that there is not; allowed are id, title, text, language, category, sourceUrl, state',
  ],
  ['title,text\n\uFFFD\uFFFD,b\n', 1, 'is not UTF-8: save the table as "CSV UTF-8"'],
  [`title,text\n${'\n'.repeat(5_000)}`, 2_000, 'is the last that is read; 2000 are allowed'],
  [`title,text${','.repeat(60)}\n`, 1, 'has more than 50 columns'],
])('what is no table of entries is refused by row and reason (%#)', (text, row, message) => {
  expect(readCsv(text)).toEqual({ kind: 'fault', row, message });
});

test('whatever is written as CSV is read as it was, and nothing makes it throw', () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\uFFFD'));
  const kept = (text: string) => text.trim().replace(/\r\n?/g, '\n');

  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      const csv = Papa.unparse([['title', 'text'], ...rows], { quotes: true });
      const expected = rows.map(([title, text]) => ({ title: kept(title), text: kept(text) }));

      expect(fieldsOf(csv)).toEqual(expected.filter(({ title, text }) => title !== '' || text !== ''));
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCsv(`title,text\n${text}`)));
});
