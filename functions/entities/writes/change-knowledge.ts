import { type CompanyId, JobId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import { KnowledgeEntry, type KnowledgeEntryItem } from '../models/knowledge-entry.ts';
import { claimIdempotencyKey, type IdempotencyClaim } from './idempotency.ts';
import { askForJob } from './job.ts';
import { takeTurns } from './take-turns.ts';

/** `known` is the entry as it was read: the change stands only when nobody else came in between. */
export type KnowledgeChange =
  | { readonly kind: 'create'; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'replace'; readonly known: KnowledgeEntryItem; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'remove'; readonly known: KnowledgeEntryItem };

/** The table takes 100 items or 4 MB in one transaction; the longest entries are 27 KB each. */
export const mostChanges = 50;

export const indexJobIdOf = (companyId: CompanyId): JobId => JobId.parse(`index-${companyId}`);

interface Changing {
  readonly changes: readonly KnowledgeChange[];
  /** Of a request that makes an entry. */
  readonly claim?: IdempotencyClaim | undefined;
  readonly nowMs: EpochMs;
}

/**
 * Carries out the changes of one company, `mostChanges` at most, together with the request for an index that holds them.
 * Every change of a company asks for the same job, so that transactions meet there and take turns. Hand `indexJobIdOf` to
 * `runSoon` afterwards. A conflict tells which change was overtaken, in their order, and after them whether the
 * Idempotency-Key was taken.
 */
export const changeKnowledge = (companyId: CompanyId, { changes, claim, nowMs }: Changing): Promise<CommitOutcome> =>
  takeTurns(() =>
    commit([
      ...changes.map((change) => write(change)),
      ...(claim === undefined ? [] : [claimIdempotencyKey(claim)]),
      askForIndex({ companyId, nowMs }),
    ]),
  );

/** Has the index built anew though nothing has changed. */
export const askForIndexAlone = (companyId: CompanyId, nowMs: EpochMs): Promise<CommitOutcome> =>
  changeKnowledge(companyId, { changes: [], nowMs });

const askForIndex = ({ companyId, nowMs }: { companyId: CompanyId; nowMs: EpochMs }) =>
  askForJob({ jobId: indexJobIdOf(companyId), kind: 'knowledge_index', companyId, nowMs });

function write(change: KnowledgeChange) {
  const knowledgeEntry = KnowledgeEntry.inTransaction();
  switch (change.kind) {
    case 'create':
      return knowledgeEntry.create(change.entry).commit();
    case 'replace':
      return knowledgeEntry
        .put(change.entry)
        .where(
          ({ version, createdAtMs }, { eq }) =>
            `${eq(version, change.known.version)} AND ${eq(createdAtMs, change.known.createdAtMs)}`,
        )
        .commit();
    case 'remove':
      return knowledgeEntry
        .delete({ companyId: change.known.companyId, knowledgeId: change.known.knowledgeId })
        .where(
          ({ version, createdAtMs }, { eq }) =>
            `${eq(version, change.known.version)} AND ${eq(createdAtMs, change.known.createdAtMs)}`,
        )
        .commit();
    default:
      return change satisfies never;
  }
}
