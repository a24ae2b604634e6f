import { createHash } from 'node:crypto';
import type { InquiryId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';
import { type } from './attribute-types.ts';
import { entityOf, getConsistently } from './store.ts';
import type { Tenant } from './tenant.ts';

/** The inquiry with a company's own id; the key allows one. */
export const ExternalReference = entityOf({
  model: { entity: 'externalReference', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Hex SHA-256, since clients' text never enters a key. */
    externalIdHash: { type: 'string', required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
  },
  indexes: {
    reference: {
      pk: { field: 'pk', composite: ['companyId', 'externalIdHash'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});

/** Each mode has its own space: no `externalId` begins with the NUL that marks a test's. */
export const externalIdHashOf = (externalId: string, mode: Mode): string =>
  createHash('sha256')
    .update(mode === 'test' ? `\0test|${externalId}` : externalId)
    .digest('hex');

/** The inquiry that carries a company's `externalId`, read consistently; null when none does. */
export async function findExternalReference(
  { companyId, mode }: Tenant,
  externalId: string,
): Promise<InquiryId | null> {
  const key = { companyId, externalIdHash: externalIdHashOf(externalId, mode) };
  const data = await getConsistently(ExternalReference().get(key));
  return data?.inquiryId ?? null;
}
