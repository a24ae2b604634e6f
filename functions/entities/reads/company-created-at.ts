import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { store } from '../service.ts';

/** When a company was made; null when there is no such company. */
export async function companyCreatedAt(companyId: CompanyId): Promise<EpochMs | null> {
  const { data } = await withAwsErrors(() => store().entities.company.get({ companyId }).go());
  return data === null ? null : data.createdAtMs;
}
