import type { EntityItem } from 'electrodb';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { type CommitOutcome, commit } from './commit.ts';
import { endJob, type JobItem } from './job.ts';
import { entityOf, getConsistently, ifCondition } from './store.ts';

/** State of a company's knowledge index; the index itself is an object of the bucket. */
export const IndexState = entityOf({
  model: { entity: 'indexState', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** The company's entries at the last build, archived ones too. */
    entries: { type: 'number', required: true },
    /** Those of them that are in the index. */
    indexed: { type: 'number', required: true },
    /** Characters of all titles and texts. */
    characters: { type: 'number', required: true },
    builtAtMs: { type: type.epochMs },
    etag: { type: 'string' },
    /** One build at a time: no other begins before this. */
    buildingUntilMs: { type: type.epochMs, required: true },
  },
  indexes: {
    state: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type IndexStateItem = EntityItem<ReturnType<typeof IndexState>>;

/** Read consistently; null before the first build has begun. */
export async function findIndexState(companyId: CompanyId): Promise<IndexStateItem | null> {
  return getConsistently(IndexState().get({ companyId }));
}

/**
 * Claims the build until `untilMs`; else returns the end of another claim. Two builds at
 * once could end in the wrong order, the older index over the newer.
 */
export async function takeBuilding(
  companyId: CompanyId,
  { nowMs, untilMs }: { nowMs: EpochMs; untilMs: EpochMs },
): Promise<{ readonly takenUntilMs: EpochMs | null }> {
  const known = await findIndexState(companyId);
  if (known !== null && known.buildingUntilMs > nowMs) return { takenUntilMs: known.buildingUntilMs };
  const indexState = IndexState();
  const taken = await ifCondition<unknown>(() =>
    known === null
      ? indexState.create({ companyId, entries: 0, indexed: 0, characters: 0, buildingUntilMs: untilMs }).go()
      : indexState
          .patch({ companyId })
          .set({ buildingUntilMs: untilMs })
          .where((attribute, { eq }) => eq(attribute.buildingUntilMs, known.buildingUntilMs))
          .go(),
  );
  return { takenUntilMs: taken === null ? untilMs : null };
}

/** The result of a build. */
export interface BuiltIndex {
  /** The company's entries, archived ones too. */
  readonly entries: number;
  /** Those in the index. */
  readonly indexed: number;
  /** Of all titles and texts. */
  readonly characters: number;
  readonly etag: string;
}

/** What was built, the end of building and of the job. A conflict means that it was asked for again: go on building. */
export const recordBuilt = (
  job: JobItem,
  built: BuiltIndex & { readonly builtAtMs: EpochMs },
): Promise<CommitOutcome> =>
  commit([
    IndexState.inTransaction()
      .patch({ companyId: job.companyId })
      .set({ ...built, buildingUntilMs: epochMs(0) })
      .commit(),
    endJob(job),
  ]);

/** Releases the claim. */
export async function leaveBuilding(companyId: CompanyId): Promise<boolean> {
  const written = await ifCondition(() =>
    IndexState()
      .patch({ companyId })
      .set({ buildingUntilMs: epochMs(0) })
      .go(),
  );
  return written !== null;
}
