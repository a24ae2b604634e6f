import { setTimeout as pause } from 'node:timers/promises';
import { type CompanyId, JobId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import type { KnowledgeEntryItem } from '../models/knowledge-entry.ts';
import type { TransactionEntities } from '../service.ts';
import { askForJob } from './job.ts';

/** `known` is the entry as it was read: the change stands only when nobody else came in between. */
export type KnowledgeChange =
  | { readonly kind: 'create'; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'replace'; readonly known: KnowledgeEntryItem; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'remove'; readonly known: KnowledgeEntryItem };

/** The table takes 100 items or 4 MB in one transaction; the longest entries are 27 KB each. */
export const mostChanges = 50;

/** Every change of a company asks for the same job, so that transactions meet there: they take turns, about a second at most. */
const turnPausesMs = [10, 20, 40, 80, 160, 320];

export const indexJobIdOf = (companyId: CompanyId): JobId => JobId.parse(`index-${companyId}`);

/**
 * Carries out the changes of one company, `mostChanges` at most, together with the request for an index that holds them.
 * Hand `indexJobIdOf` to `runSoon` afterwards. A conflict tells which change was overtaken, in their order.
 */
export async function changeKnowledge(
  companyId: CompanyId,
  { changes, nowMs }: { readonly changes: readonly KnowledgeChange[]; readonly nowMs: EpochMs },
): Promise<CommitOutcome> {
  const attempt = () =>
    commit((entity) => [...changes.map((change) => write(entity, change)), askForIndex(entity, { companyId, nowMs })]);
  for (const pauseMs of turnPausesMs) {
    const outcome = await unlessInTheWay(attempt);
    if (outcome !== null) return outcome;
    await pause(pauseMs * (1 + Math.random()));
  }
  return attempt();
}

/** Has the index built anew though nothing has changed. */
export const askForIndexAlone = (companyId: CompanyId, nowMs: EpochMs): Promise<CommitOutcome> =>
  changeKnowledge(companyId, { changes: [], nowMs });

const askForIndex = (entity: TransactionEntities, { companyId, nowMs }: { companyId: CompanyId; nowMs: EpochMs }) =>
  askForJob(entity, { jobId: indexJobIdOf(companyId), kind: 'knowledge_index', companyId, nowMs });

function write(entity: TransactionEntities, change: KnowledgeChange) {
  const { knowledgeEntry } = entity;
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

/** Null when another transaction was at the same items. */
async function unlessInTheWay(attempt: () => Promise<CommitOutcome>): Promise<CommitOutcome | null> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') return null;
    throw error;
  }
}
