import type { ImportRow } from '../../schemas/api/knowledge.ts';
import { type CsvFault, parseCsv } from './parse-csv.ts';

/** `row` counts as a spreadsheet does: the header is row 1, and blank rows count. */
export type CsvRow =
  | { readonly kind: 'fields'; readonly row: number; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'misfit'; readonly row: number; readonly message: string };

/** `fault` = this is no table of entries, so that none of it is imported. */
export type CsvTable =
  | { readonly kind: 'rows'; readonly rows: readonly CsvRow[] }
  | ({ readonly kind: 'fault' } & CsvFault);

type Field = keyof ImportRow;

/** Accepted column names, without blanks, underscores and capitals. */
const columnNames = {
  id: ['id', '아이디', '식별자'],
  title: ['title', 'question', '제목', '질문'],
  text: ['text', 'answer', 'content', '내용', '본문', '답변'],
  language: ['language', '언어'],
  category: ['category', '분류', '카테고리'],
  sourceUrl: ['sourceurl', 'url', 'source', '출처', '링크'],
  state: ['state', '상태'],
} as const satisfies Record<Field, readonly string[]>;

const fieldOfName = new Map<string, Field>(
  fields().flatMap((field) => columnNames[field].map((name): [string, Field] => [name, field])),
);

/**
 * Reads a table of knowledge entries from CSV with a header in English or Korean. Blank rows are skipped, an empty cell
 * is an absent field; title and text are required.
 */
export function readCsv(text: string): CsvTable {
  // Decoders put it in place of invalid bytes: another encoding, such as that of a Korean spreadsheet's plain CSV.
  if (text.includes('\uFFFD')) return fault(1, 'is not UTF-8: save the table as "CSV UTF-8"');
  const parsed = parseCsv(text);
  if ('message' in parsed) return fault(parsed.row, parsed.message);
  const [header = [], ...rows] = parsed;
  const columns = readHeader(header);
  if ('message' in columns) return fault(1, columns.message);
  return {
    kind: 'rows',
    rows: rows.flatMap((cells, index) =>
      cells.every((cell) => cell === '') ? [] : [readRow(cells, { columns: columns.fields, row: index + 2 })],
    ),
  };
}

const fault = (row: number, message: string): CsvTable => ({ kind: 'fault', row, message });

/** An empty column without a name is ignored. */
function readHeader(header: readonly string[]): { fields: readonly (Field | undefined)[] } | { message: string } {
  const found: (Field | undefined)[] = [];
  for (const [index, cell] of header.entries()) {
    const name = cell.normalize('NFC').toLowerCase().replace(/[\s_]/g, '');
    const field = fieldOfName.get(name);
    if (field === undefined && name !== '') {
      return { message: `names a column ${index + 1} that there is not; allowed are ${fields().join(', ')}` };
    }
    if (field !== undefined && found.includes(field)) return { message: `has two columns for ${field}` };
    found.push(field);
  }
  const missing = (['title', 'text'] as const).find((field) => !found.includes(field));
  return missing === undefined ? { fields: found } : { message: `has no column for ${missing}` };
}

function readRow(
  cells: readonly string[],
  { columns, row }: { columns: readonly (Field | undefined)[]; row: number },
): CsvRow {
  const lost = cells.findIndex((cell, index) => cell !== '' && columns[index] === undefined);
  if (lost !== -1) return { kind: 'misfit', row, message: `has a value in column ${lost + 1}, which has no name` };
  const given = columns.flatMap((field, index) => {
    const cell = cells[index] ?? '';
    const isGiven = cell !== '' || field === 'title' || field === 'text';
    return field !== undefined && isGiven ? [[field, cell.replace(/\r\n?/g, '\n')] as const] : [];
  });
  return { kind: 'fields', row, fields: Object.fromEntries(given) };
}

function fields(): readonly Field[] {
  return ['id', 'title', 'text', 'language', 'category', 'sourceUrl', 'state'];
}
