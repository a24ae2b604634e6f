import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { Company } from '../models/company.ts';
import { withAwsErrors } from '../store.ts';

/** When a company was made; null when there is no such company. */
export async function companyCreatedAt(companyId: CompanyId): Promise<EpochMs | null> {
  const { data } = await withAwsErrors(() => Company().get({ companyId }).go());
  return data === null ? null : data.createdAtMs;
}
