import type { ImportRowResult } from '../../../schemas/api/knowledge.ts';
import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { findKnowledgeEntries, indexJobIdOf } from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { type MergeOutcome, mergeEntries, removeOthers } from '../../knowledge/merge-entries.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { importOrder } from '../knowledge/import-order.ts';
import { placeName, type ReadRow, readRows } from '../knowledge/read-rows.ts';
import { requireRoom } from '../knowledge/require-room.ts';

/** Errors of one answer: a file is mended a few rows at a time. */
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
