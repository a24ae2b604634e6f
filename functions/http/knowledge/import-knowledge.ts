import type * as z from 'zod/mini';
import { readCsv } from '../../../domain/knowledge/read-csv.ts';
import {
  type ImportKnowledgeQuery,
  type ImportKnowledgeRequest,
  type ImportRowResult,
  knowledgeRoutes,
  mostImportRows,
} from '../../../schemas/api/knowledge.ts';
import { findKnowledgeEntries, indexJobIdOf } from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { type MergeOutcome, mergeEntries, removeOthers } from '../../knowledge/merge-entries.ts';
import { utf8Text } from '../../middleware/http-body.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';
import { placeName, type ReadRow, readRows, type SentRow } from './import-rows.ts';
import { requireRoom } from './require-room.ts';

/** Most errors of one answer: a file is corrected a few rows at a time. */
const mostErrors = 100;

export const importKnowledge = httpRoute(knowledgeRoutes, 'importKnowledge', async ({ principal, nowMs, ...sent }) => {
  const { companyId } = principal;
  const { mode, rows: sentRows } = importOrder(sent);
  const rows = readRows(companyId, sentRows);
  const wanted = rows.flatMap((row) => (row.kind === 'valid' ? [row.wanted] : []));
  if (mode === 'replace' && wanted.length < rows.length) throw invalidRows(rows);
  const keep = new Set(wanted.map(({ knowledgeId }) => knowledgeId));
  const known = await findKnowledgeEntries(companyId, [...keep]);
  if (mode === 'merge') await requireRoom(wanted, { companyId, known, nowMs });
  const outcomes = await mergeEntries(companyId, { wanted, nowMs });
  const removed = mode === 'replace' ? await removeOthers(companyId, { keep, nowMs }) : 0;
  if (removed > 0 || [...outcomes.values()].some((outcome) => outcome !== 'unchanged'))
    await runSoon([indexJobIdOf(companyId)]);
  return { status: 200, body: { rows: rows.map((row) => resultOf(row, outcomes)), removed } };
});

function invalidRows(rows: readonly ReadRow[]): ProblemError {
  const errors = rows.flatMap((row) =>
    row.kind === 'valid'
      ? []
      : row.errors.map(({ path, message }) => ({
          path: path === '' ? placeName(row) : `${placeName(row)}.${path}`,
          message,
        })),
  );
  const faulty = rows.filter(({ kind }) => kind === 'invalid').length;
  return new ProblemError('validation_failed', {
    detail: `${faulty} of ${rows.length} rows are invalid; nothing was changed`,
    errors: errors.slice(0, mostErrors),
  });
}

function resultOf(row: ReadRow, outcomes: ReadonlyMap<string, MergeOutcome>): ImportRowResult {
  const place = { index: row.index, ...(row.row !== undefined && { row: row.row }) };
  if (row.kind === 'invalid') return { ...place, outcome: 'invalid', errors: [...row.errors] };
  const { knowledgeId: id } = row.wanted;
  return { ...place, outcome: outcomes.get(id) ?? 'conflict', id };
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

/** The request of an import, as JSON or CSV. @throws ProblemError validation_failed, bad_request */
function importOrder({ body, bytes, query }: Sent): ImportOrder {
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
