import type * as z from 'zod/mini';
import { readCsv } from '../../../domain/knowledge/read-csv.ts';
import {
  type ImportKnowledgeQuery,
  type ImportKnowledgeRequest,
  mostImportRows,
} from '../../../schemas/api/knowledge.ts';
import { utf8Text } from '../../middleware/http-body.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';

/** A row as it was sent; `row` is its number in a CSV. */
export interface SentRow {
  readonly row?: number;
  readonly fields: unknown;
  /** Why it is none, whatever its fields say. */
  readonly misfit?: string;
}

interface ImportOrder {
  readonly mode: 'merge' | 'replace';
  readonly rows: readonly SentRow[];
}

interface Sent {
  readonly body: z.infer<typeof ImportKnowledgeRequest> | undefined;
  readonly bytes: Uint8Array;
  readonly query: z.infer<typeof ImportKnowledgeQuery>;
}

/** What an import asks for, as JSON or as CSV. @throws ProblemError validation_failed, bad_request */
export function importOrder({ body, bytes, query }: Sent): ImportOrder {
  if (body === undefined) return { mode: query.mode ?? 'merge', rows: csvRows(utf8Text(bytes)) };
  if (query.mode !== undefined) throw invalid({ path: 'mode', message: 'belongs into the body of a JSON import' });
  return { mode: body.mode, rows: body.entries.map((fields) => ({ fields })) };
}

function csvRows(text: string): readonly SentRow[] {
  const table = readCsv(text);
  if (table.kind === 'fault') throw invalid({ path: `rows[${table.row}]`, message: table.message });
  const { rows } = table;
  if (rows.length === 0 || rows.length > mostImportRows)
    throw invalid({ path: 'rows', message: `are ${rows.length}; 1–${mostImportRows} are allowed` });
  return rows.map((one) => (one.kind === 'fields' ? one : { row: one.row, fields: {}, misfit: one.message }));
}

const invalid = (error: FieldError): ProblemError =>
  new ProblemError('validation_failed', { detail: `Invalid: ${error.path}`, errors: [error] });
