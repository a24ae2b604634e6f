/** `row` counts from 1. */
export interface CsvFault {
  readonly row: number;
  readonly message: string;
}

/** Blank ones count; a longer table is refused before all of it is read. */
const mostRows = 2_000;
const mostColumns = 50;

/**
 * The cells of a CSV text (RFC 4180, comma) by row, or its fault. Blanks around a value are dropped; lines end in LF,
 * CRLF or CR; a quote within an unquoted value is literal.
 */
export function parseCsv(text: string): readonly (readonly string[])[] | CsvFault {
  const rows: string[][] = [];
  let at = 0;
  do {
    if (rows.length === mostRows)
      return { row: mostRows, message: `is the last that is read; ${mostRows} are allowed` };
    const row: string[] = [];
    do {
      const cell = readCell(text, row.length === 0 ? at : at + 1);
      if ('message' in cell) return { row: rows.length + 1, message: cell.message };
      if (row.length === mostColumns) return { row: rows.length + 1, message: `has more than ${mostColumns} columns` };
      row.push(cell.value.trim());
      at = cell.end;
    } while (text[at] === ',');
    rows.push(row);
    at += text.startsWith('\r\n', at) ? 2 : 1;
  } while (at < text.length);
  return rows;
}

type Cell = { readonly value: string; readonly end: number };

/** `end` = position of the comma or the end of the line. */
function readCell(text: string, start: number): Cell | { readonly message: string } {
  const from = pastAll(blanks, { text, start });
  if (text[from] !== '"') {
    const end = pastAll(plain, { text, start: from });
    return { value: text.slice(from, end), end };
  }
  const quoted = readQuoted(text, from + 1);
  if (quoted === null) return { message: 'has a quote that does not end' };
  const end = pastAll(blanks, { text, start: quoted.end });
  const isWhole = end === text.length || /[,\r\n]/.test(text.charAt(end));
  return isWhole ? { value: quoted.value, end } : { message: 'has a quote inside a quoted value; double it' };
}

/** Null when the quote never ends; two quotes are one. */
function readQuoted(text: string, start: number): Cell | null {
  let value = '';
  for (let at = start; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

const blanks = /[ \t]*/y;
const plain = /[^,\r\n]*/y;

/** The end of the pattern's match. */
function pastAll(pattern: RegExp, { text, start }: { text: string; start: number }): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}
