import { createHash } from 'node:crypto';
import { languageOfWords } from '../../../domain/language/script.ts';
import { ImportRow } from '../../../schemas/api/knowledge.ts';
import { type CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { WantedEntry } from '../../knowledge/merge-entries.ts';
import { validate } from '../../middleware/http-validate.ts';
import { type FieldError, ProblemError } from '../../middleware/problem-error.ts';

/** A raw row; `row` is its number in a CSV. */
export interface SentRow {
  readonly row?: number;
  readonly fields: unknown;
  /** Why it is invalid, regardless of its fields. */
  readonly misfit?: string;
}

/** Position of a row: from 0, and in a CSV as a spreadsheet counts. */
interface Place {
  readonly index: number;
  readonly row?: number;
}

export type ReadRow = Place &
  (
    | { readonly kind: 'valid'; readonly wanted: WantedEntry }
    | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  );

/** Its name in an error's path. */
export const placeName = ({ index, row }: Place): string => (row === undefined ? `entries[${index}]` : `rows[${row}]`);

/** The rows of an import, each separately; of several rows with one id the first counts. */
export function readRows(companyId: CompanyId, rows: readonly SentRow[]): readonly ReadRow[] {
  const firstOf = new Map<KnowledgeId, Place>();
  return rows.map(({ row, fields, misfit }, index) => {
    const place = { index, ...(row !== undefined && { row }) };
    if (misfit !== undefined) return { ...place, kind: 'invalid', errors: [{ path: '', message: misfit }] };
    const read = readRow(companyId, { fields, place });
    if (read.kind === 'invalid') return read;
    const { knowledgeId } = read.wanted;
    const first = firstOf.get(knowledgeId);
    if (first === undefined) firstOf.set(knowledgeId, place);
    return first === undefined
      ? read
      : {
          ...place,
          kind: 'invalid',
          errors: [{ path: 'id', message: `${knowledgeId} is also that of ${placeName(first)}` }],
        };
  });
}

function readRow(companyId: CompanyId, sent: { fields: unknown; place: Place }): ReadRow {
  const { place } = sent;
  try {
    const { id, ...fields } = validate(ImportRow, sent.fields);
    return { ...place, kind: 'valid', wanted: { companyId, knowledgeId: id ?? derivedId(fields), fields } };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.errors === undefined) throw error;
    return { ...place, kind: 'invalid', errors: error.errors };
  }
}

/** The same title in the same language is the same entry, so that an import without ids can be repeated. */
function derivedId({ title, text, language }: ImportRow): KnowledgeId {
  const named = `${language ?? languageOfWords(`${title}\n${text}`)}|${title}`;
  return KnowledgeId.parse(`t-${createHash('sha256').update(named).digest('hex').slice(0, 24)}`);
}
