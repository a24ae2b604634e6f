import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { commit } from '../commit.ts';
import { PersonIndex } from '../models/person-index.ts';
import { PersonReference } from '../models/person-reference.ts';
import { getConsistently, withAwsErrors } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { unlessErased } from './unless-erased.ts';

/** How far the walk over a company's list is; null before its beginning. */
export async function findPersonIndex({
  companyId,
  mode,
}: Tenant): Promise<{ cursor?: string | undefined; completedAtMs?: EpochMs | undefined } | null> {
  return getConsistently(PersonIndex().get({ companyId, mode }));
}

/** A repeat of the same step writes the same, so it is written by `put`. */
export async function recordPersonIndex(
  { companyId, mode }: Tenant,
  progress: { cursor: string } | { completedAtMs: EpochMs },
): Promise<void> {
  await withAwsErrors(() =>
    PersonIndex()
      .put({ companyId, mode, ...progress })
      .go(),
  );
}

/** Gives an inquiry its reference, unless it has been erased. */
export async function addPersonReference(reference: {
  companyId: CompanyId;
  personHash: string;
  inquiryId: InquiryId;
}): Promise<void> {
  await commit([unlessErased(reference.inquiryId), PersonReference.inTransaction().put(reference).commit()]);
}

/** Removes the reference of an inquiry that is no more. */
export async function removePersonReference(reference: {
  companyId: CompanyId;
  personHash: string;
  inquiryId: InquiryId;
}): Promise<void> {
  await commit([PersonReference.inTransaction().delete(reference).commit()]);
}
