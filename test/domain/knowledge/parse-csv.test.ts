import fc from 'fast-check';
import Papa from 'papaparse';
import { parseCsv } from '../../../domain/knowledge/parse-csv.ts';

/** Trimmed, as cells are here; a last line end begins no row. */
const asPapaReads = (text: string) => {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
  const rows = data.map((cells) => cells.map((cell) => cell.trim()));
  return errors.length > 0 ? null : text.endsWith('\n') ? rows.slice(0, -1) : rows;
};

test.each([
  ['', [['']]],
  ['a', [['a']]],
  ['a,b\n', [['a', 'b']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['a\r\nb\rc\nd', [['a'], ['b'], ['c'], ['d']]],
  [' a ,\t"b " , c"d" \n', [['a', 'b', 'c"d"']]],
  ['"","""","a,b\r\nc"', [['', '"', 'a,b\r\nc']]],
  [',', [['', '']]],
])('%j is these cells', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});

test.each([
  ['a\n"b', 2, 'has a quote that does not end'],
  ['a\n"b\nc\n""', 2, 'has a quote that does not end'],
  ['"a"b', 1, 'has a quote inside a quoted value; double it'],
])('%j is no CSV', (text, row, message) => {
  expect(parseCsv(text)).toEqual({ row, message });
});

test.each([
  ['2000 rows', '\n'.repeat(2_000), 2_000],
  ['50 columns', ','.repeat(49), 1],
])('%s are read, and no more', (_, text, count) => {
  expect(parseCsv(text)).toHaveLength(count);
  expect(parseCsv(`${text}${text.charAt(0)}`)).toMatchObject({ message: expect.any(String) });
});

test('what a widely used library reads is read alike, and what it complains of is no CSV', () => {
  const piece = fc.constantFrom('"', '""', '","', '"\n"', ',', '\n', 'a', 'b c', '가', ' ');

  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      // The library takes blanks before a quote for part of a value that is not quoted.
      const text = pieces.join('').replace(/ +"/g, '"').replace(/" +/g, '"');
      const read = asPapaReads(text);
      fc.pre(text !== '');

      expect(parseCsv(text)).toEqual(read ?? { row: expect.any(Number), message: expect.any(String) });
    }),
    { numRuns: 2_000 },
  );
});

test('five megabytes of anything are looked at once', () => {
  for (const text of [',', '\n', ' ', '"', 'a'].map((one) => one.repeat(5_000_000)))
    expect(parseCsv(text)).toBeDefined();
  expect(parseCsv(`"${'a""b\n'.repeat(1_000_000)}"`)).toHaveLength(1);
});
