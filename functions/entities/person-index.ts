import type { CompanyId, InquiryId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { commit } from './commit.ts';
import { unlessErased } from './inquiry.ts';
import { lastIdAt } from './inquiry-list.ts';
import { entityOf, getConsistently, withAwsErrors } from './store.ts';
import type { Tenant } from './tenant.ts';

/**
 * Progress of adding person references to a company's older inquiries. One walk a company,
 * started by its first request about a person.
 */
export const PersonIndex = entityOf({
  model: { entity: 'personIndex', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    mode: { type: Mode.options, required: true, readOnly: true },
    /** Where the walk continues. */
    cursor: { type: 'string' },
    completedAtMs: { type: type.epochMs },
  },
  indexes: {
    index: {
      pk: { field: 'pk', composite: ['companyId', 'mode'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});

/** The inquiries of one person in a company, by the hash of their address. */
export const PersonReference = entityOf({
  model: { entity: 'personReference', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Of `personHashOf`. */
    personHash: { type: 'string', required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
  },
  indexes: {
    reference: {
      pk: { field: 'pk', composite: ['companyId', 'personHash'] },
      sk: { field: 'sk', composite: ['inquiryId'] },
    },
  },
});

/** The inquiries of a person until `untilMs`, oldest first; read consistently. */
export async function listPersonReferences(
  { companyId, personHash }: { companyId: CompanyId; personHash: string },
  { untilMs, limit, cursor }: { untilMs: EpochMs; limit: number; cursor?: string | undefined },
): Promise<{ readonly inquiryIds: readonly InquiryId[]; readonly cursor: string | null }> {
  const page = await withAwsErrors(() =>
    PersonReference()
      .query.reference({ companyId, personHash })
      .lte({ inquiryId: lastIdAt(untilMs) })
      .go({ consistent: true, limit, ...(cursor !== undefined && { cursor }) }),
  );
  return { inquiryIds: page.data.map(({ inquiryId }) => inquiryId), cursor: page.cursor };
}

/** Progress of the walk over a company's list; null before its beginning. */
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

/** Adds an inquiry's reference, unless it has been erased. */
export async function addPersonReference(reference: {
  companyId: CompanyId;
  personHash: string;
  inquiryId: InquiryId;
}): Promise<void> {
  await commit([unlessErased(reference.inquiryId), PersonReference.inTransaction().put(reference).commit()]);
}

/** Removes the reference of an erased inquiry. */
export async function removePersonReference(reference: {
  companyId: CompanyId;
  personHash: string;
  inquiryId: InquiryId;
}): Promise<void> {
  await commit([PersonReference.inTransaction().delete(reference).commit()]);
}
