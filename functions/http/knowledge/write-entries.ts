import { type KnowledgeFields, knowledgeRoutes } from '../../../schemas/api/knowledge.ts';
import { type CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import {
  changeKnowledge,
  findKnowledgeEntry,
  indexJobIdOf,
  type KnowledgeEntryItem,
} from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { entryChange, type WantedEntry } from '../../knowledge/merge-entries.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { requirePrecondition } from '../shared/conditional-requests.ts';
import { type IdempotencyKey, makeOnce, readIdempotencyKey } from '../shared/idempotency.ts';
import { entryEtagOf, entryViewOf } from './read-entries.ts';
import { requireRoom } from './require-room.ts';

export const createKnowledgeEntry = httpRoute(knowledgeRoutes, 'createKnowledgeEntry', async (request) => {
  const { body, bytes, headers, principal, nowMs } = request;
  const { companyId, mode } = principal;
  const idempotency = readIdempotencyKey('createKnowledgeEntry', { headers, bytes, mode });
  const { made, headers: replayed } = await addEntry(body, { companyId, idempotency, nowMs });
  return {
    status: 201,
    headers: { location: `/v1/knowledge/${made.knowledgeId}`, etag: entryEtagOf(made), ...replayed },
    body: entryViewOf(made),
  };
});

export const putKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'putKnowledgeEntry',
  async ({ path, body, principal, headers, nowMs }) => {
    const { knowledgeId } = path;
    const wanted = { companyId: principal.companyId, knowledgeId, fields: body };
    const { entry, isNew } = await saveEntry(wanted, { headers, nowMs });
    const etag = entryEtagOf(entry);
    if (!isNew) return { status: 200, body: entryViewOf(entry), headers: { etag } };
    return { status: 201, body: entryViewOf(entry), headers: { etag, location: `/v1/knowledge/${knowledgeId}` } };
  },
);

export const deleteKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'deleteKnowledgeEntry',
  async ({ path, principal, headers, nowMs }) => {
    const { companyId } = principal;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const known = await findKnowledgeEntry(companyId, path.knowledgeId);
      if (known === null) throw new ProblemError('not_found');
      requirePrecondition(headers, entryEtagOf(known));
      const outcome = await changeKnowledge(companyId, { changes: [{ kind: 'remove', known }], nowMs });
      if (outcome.kind === 'committed') {
        await runSoon([indexJobIdOf(companyId)]);
        return { status: 204, body: null };
      }
    }
    throw new ProblemError('unavailable', {
      detail: 'The entry keeps changing; try again',
      headers: { 'retry-after': '1' },
    });
  },
);

interface Adding {
  readonly companyId: CompanyId;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

/** Creates an entry with a new id and has the index rebuilt, once for each Idempotency-Key. @throws ProblemError */
const addEntry = (fields: KnowledgeFields, adding: Adding) =>
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
  // The id is new, so an existing entry is our own: an earlier try of the SDK committed it.
  if (outcome.kind === 'conflict' && outcome.failed[0] !== true) return 'key_taken';
  await runSoon([indexJobIdOf(companyId)]);
  return entry;
}

/** A concurrent change is read and decided again; the caller's condition is checked each time. */
const attempts = 5;

interface SavedEntry {
  readonly entry: KnowledgeEntryItem;
  readonly isNew: boolean;
}

/**
 * Creates or replaces an entry and has the index rebuilt; an identical one stays as it is.
 * @throws ProblemError version_conflict, knowledge_full, unavailable
 */
async function saveEntry(
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
