import type { CompanyId } from '../../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import { IndexState } from '../models/index-state.ts';
import type { JobItem } from '../models/job.ts';
import { findIndexState } from '../reads/find-index-state.ts';
import { ifCondition } from '../store.ts';
import { endJob } from './job.ts';

/**
 * Makes the caller the one who builds until `untilMs`; else gives the time until which somebody else does. Two builds at
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

/** What a build has found and made. */
export interface BuiltIndex {
  /** The company's entries, archived ones too. */
  readonly entries: number;
  /** Those in the index. */
  readonly indexed: number;
  /** Of all titles and texts. */
  readonly characters: number;
  readonly etag: string;
}

/** What was built, the end of building and of the job. A conflict means that it was asked for anew: go on building. */
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

/** Lets somebody else build. */
export async function leaveBuilding(companyId: CompanyId): Promise<boolean> {
  const written = await ifCondition(() =>
    IndexState()
      .patch({ companyId })
      .set({ buildingUntilMs: epochMs(0) })
      .go(),
  );
  return written !== null;
}
