import { createHash } from 'node:crypto';
import { languageOfWords } from '../../../domain/knowledge/entry-language.ts';
import { ImportRow } from '../../../schemas/api/knowledge.ts';
import { type CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { WantedEntry } from '../../knowledge/entry-change.ts';
import { validate } from '../../middleware/http-validate.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';

export type ReadRow =
  | { readonly kind: 'valid'; readonly index: number; readonly wanted: WantedEntry }
  | { readonly kind: 'invalid'; readonly index: number; readonly errors: readonly FieldError[] };

/** The rows of an import, each by itself; of several rows under one id the first counts. */
export function readRows(companyId: CompanyId, rows: readonly unknown[]): readonly ReadRow[] {
  const firstOf = new Map<KnowledgeId, number>();
  return rows.map((row, index) => {
    const read = readRow(companyId, { row, index });
    if (read.kind === 'invalid') return read;
    const { knowledgeId } = read.wanted;
    const first = firstOf.get(knowledgeId);
    if (first === undefined) firstOf.set(knowledgeId, index);
    return first === undefined
      ? read
      : {
          kind: 'invalid',
          index,
          errors: [{ path: 'id', message: `${knowledgeId} is also that of entries[${first}]` }],
        };
  });
}

function readRow(companyId: CompanyId, { row, index }: { row: unknown; index: number }): ReadRow {
  try {
    const { id, ...fields } = validate(ImportRow, row);
    return { kind: 'valid', index, wanted: { companyId, knowledgeId: id ?? derivedId(fields), fields } };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.errors === undefined) throw error;
    return { kind: 'invalid', index, errors: error.errors };
  }
}

/** The same title in the same language is the same entry, so that an import without ids can be repeated. */
function derivedId({ title, text, language }: ImportRow): KnowledgeId {
  const named = `${language ?? languageOfWords(`${title}\n${text}`)}|${title}`;
  return KnowledgeId.parse(`t-${createHash('sha256').update(named).digest('hex').slice(0, 24)}`);
}
