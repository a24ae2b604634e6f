import type { KnowledgeFields } from '../../../schemas/api/knowledge.ts';
import { type CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import {
  changeKnowledge,
  findKnowledgeEntry,
  indexJobIdOf,
  type KnowledgeEntryItem,
} from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { entryChange } from '../../knowledge/entry-change.ts';
import { newUlid } from '../../new-ulid.ts';
import type { IdempotencyKey } from '../intake/idempotency-key.ts';
import { makeOnce } from '../intake/make-once.ts';
import { requireRoom } from './require-room.ts';

interface Adding {
  readonly companyId: CompanyId;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

/** Makes an entry under an id of its own and has the index built anew, once for each Idempotency-Key. @throws ProblemError */
export const addEntry = (fields: KnowledgeFields, adding: Adding) =>
  makeOnce(adding, {
    make: () => makeEntry(fields, adding),
    find: (id) => findKnowledgeEntry(adding.companyId, KnowledgeId.parse(id)),
  });

async function makeEntry(fields: KnowledgeFields, adding: Adding): Promise<KnowledgeEntryItem | 'key_taken'> {
  const { companyId, idempotency, nowMs } = adding;
  const knowledgeId = KnowledgeId.parse(newUlid(nowMs));
  const wanted = { companyId, knowledgeId, fields };
  await requireRoom([wanted], { companyId, known: new Map(), nowMs });
  const { entry } = entryChange(wanted, { known: null, nowMs });
  const outcome = await changeKnowledge(companyId, {
    changes: [{ kind: 'create', entry }],
    claim: idempotency && { companyId, idempotency, resourceId: knowledgeId, nowMs },
    nowMs,
  });
  // The id is fresh, so an entry that exists is our own: an earlier try of the SDK has committed it.
  if (outcome.kind === 'conflict' && outcome.failed[0] !== true) return 'key_taken';
  await runSoon([indexJobIdOf(companyId)]);
  return entry;
}
