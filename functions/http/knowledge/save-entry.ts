import type { EpochMs } from '../../../schemas/units.ts';
import {
  changeKnowledge,
  findKnowledgeEntry,
  indexJobIdOf,
  type KnowledgeEntryItem,
} from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { entryChange, type WantedEntry } from '../../knowledge/entry-change.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { requirePrecondition } from '../views/precondition.ts';
import { entryEtagOf } from './entry-view.ts';
import { requireRoom } from './require-room.ts';

/** Another writer's change in between is read and decided anew; a condition of the caller's is checked each time. */
const attempts = 5;

export interface SavedEntry {
  readonly entry: KnowledgeEntryItem;
  readonly isNew: boolean;
}

/**
 * Makes or replaces an entry and has the index built anew; one that is there word for word stays as it is.
 * @throws ProblemError version_conflict, knowledge_full, unavailable
 */
export async function saveEntry(
  wanted: WantedEntry,
  { headers, nowMs }: { readonly headers: Readonly<Record<string, string>>; readonly nowMs: EpochMs },
): Promise<SavedEntry> {
  const { companyId, knowledgeId } = wanted;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const known = await findKnowledgeEntry(companyId, knowledgeId);
    requirePrecondition(headers, known === null ? null : entryEtagOf(known));
    const change = entryChange(wanted, { known, nowMs });
    if (change.kind === 'keep') return { entry: change.entry, isNew: false };
    await requireRoom([wanted], { companyId, known: new Map(known === null ? [] : [[knowledgeId, known]]), nowMs });
    const outcome = await changeKnowledge(companyId, { changes: [change], nowMs });
    if (outcome.kind === 'committed') {
      await runSoon([indexJobIdOf(companyId)]);
      return { entry: change.entry, isNew: change.kind === 'create' };
    }
  }
  throw new ProblemError('unavailable', {
    detail: 'The entry keeps changing; try again',
    headers: { 'retry-after': '1' },
  });
}
