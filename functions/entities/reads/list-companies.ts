import type { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { Company } from '../models/company.ts';
import { withAwsErrors } from '../store.ts';

/** Every company, oldest first. Reads the whole table, which is for an operator to do, not for a function. */
export async function listCompanies(): Promise<readonly { settings: CompanySettings; createdAtMs: EpochMs }[]> {
  const { data } = await withAwsErrors(() => Company().scan.go({ pages: 'all' }));
  return data.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
}
