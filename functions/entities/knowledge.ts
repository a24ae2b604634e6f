import type { EntityItem } from 'electrodb';
import { type CompanyId, JobId, type KnowledgeId } from '../../schemas/ids.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import { KnowledgeState } from '../../schemas/knowledge.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { type CommitOutcome, commit, takeTurns } from './commit.ts';
import { claimIdempotencyKey, type IdempotencyClaim } from './idempotency.ts';
import { askForJob } from './job.ts';
import { readMatching } from './read-range.ts';
import { byKeysAlone, entityOf, getConsistently, withAwsErrors } from './store.ts';

/** An entry of a company's knowledge as the company wrote it: the source of the index. */
export const KnowledgeEntry = entityOf({
  model: { entity: 'knowledgeEntry', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    knowledgeId: { type: type.knowledgeId, required: true, readOnly: true },
    title: { type: 'string', required: true },
    text: { type: 'string', required: true },
    language: { type: 'string', required: true },
    category: { type: 'string' },
    sourceUrl: { type: 'string' },
    state: { type: KnowledgeState.options, required: true },
    version: { type: 'number', required: true },
    createdAtMs: { type: type.epochMs, required: true },
    updatedAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    entry: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['knowledgeId'] },
    },
  },
});
export type KnowledgeEntryItem = EntityItem<ReturnType<typeof KnowledgeEntry>>;

/** One entry, read consistently; null when there is none. */
export async function findKnowledgeEntry(
  companyId: CompanyId,
  knowledgeId: KnowledgeId,
): Promise<KnowledgeEntryItem | null> {
  return getConsistently(KnowledgeEntry().get({ companyId, knowledgeId }));
}

/** The existing ones of the entries by id, read consistently. @throws Error when the table does not return all */
export async function findKnowledgeEntries(
  companyId: CompanyId,
  knowledgeIds: readonly KnowledgeId[],
): Promise<ReadonlyMap<KnowledgeId, KnowledgeEntryItem>> {
  if (knowledgeIds.length === 0) return new Map();
  const keys = knowledgeIds.map((knowledgeId) => ({ companyId, knowledgeId }));
  const { data, unprocessed } = await withAwsErrors(() =>
    KnowledgeEntry().get(keys).go({ consistent: true, concurrent: 2 }),
  );
  if (unprocessed.length > 0) throw new ReadThrottled(`${unprocessed.length} of ${keys.length} entries were not read`);
  return new Map(data.map((entry) => [entry.knowledgeId, entry]));
}

/** A batch cut short by missing capacity; AWS's own name for it, since a retry may succeed. */
class ReadThrottled extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

/** All given conditions must hold. */
export interface KnowledgeFilter {
  readonly language?: LanguageCode | undefined;
  /** From this millisecond on. */
  readonly updatedFromMs?: EpochMs | undefined;
}

export interface KnowledgePage {
  readonly items: readonly KnowledgeEntryItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before returning it. */
  readonly cursor: string | null;
}

/** A company's entries by id. */
export async function listKnowledge(
  companyId: CompanyId,
  options: { filter: KnowledgeFilter; limit: number; cursor?: string },
): Promise<KnowledgePage> {
  const { filter, limit, cursor } = options;
  const { language, updatedFromMs } = filter;
  const query = KnowledgeEntry()
    .query.entry({ companyId })
    .where((attribute, { eq, gte }) =>
      [
        ...(language === undefined ? [] : [eq(attribute.language, language)]),
        ...(updatedFromMs === undefined ? [] : [gte(attribute.updatedAtMs, updatedFromMs)]),
      ].join(' AND '),
    );
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, consistent: true, ...page })), {
    limit,
    cursor,
  });
}

/** All of a company's entries by id, read consistently: earlier commits are included. */
export async function listAllKnowledge(companyId: CompanyId): Promise<readonly KnowledgeEntryItem[]> {
  const { data } = await withAwsErrors(() =>
    KnowledgeEntry().query.entry({ companyId }).go({ pages: 'all', consistent: true }),
  );
  return data;
}

/** `known` is the entry as read: the change is refused when the entry has changed since. */
export type KnowledgeChange =
  | { readonly kind: 'create'; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'replace'; readonly known: KnowledgeEntryItem; readonly entry: KnowledgeEntryItem }
  | { readonly kind: 'remove'; readonly known: KnowledgeEntryItem };

/** The table takes 100 items or 4 MB in one transaction; the longest entries are 27 KB each. */
export const mostChanges = 50;

export const indexJobIdOf = (companyId: CompanyId): JobId => JobId.parse(`index-${companyId}`);

interface Changing {
  readonly changes: readonly KnowledgeChange[];
  /** Of a request that creates an entry. */
  readonly claim?: IdempotencyClaim | undefined;
  readonly nowMs: EpochMs;
}

/**
 * Commits at most `mostChanges` changes of one company, together with the request for a new index.
 * Every change of a company asks for the same job, which serializes the transactions. Pass `indexJobIdOf` to
 * `runSoon` afterwards. A conflict says which change was overtaken, in their order, and after them whether the
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

/** Asks for a rebuild of the index though nothing has changed. */
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
