import type { CompanySettings } from '../../../schemas/company.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import { Company } from '../models/company.ts';
import { getConsistently } from '../store.ts';

export interface StoredSettings {
  readonly settings: CompanySettings;
  /** Undefined for a company that was made before settings could be changed. */
  readonly version: number | undefined;
}

/** A company's settings as they stand now, read consistently; null when there is no such company. */
export async function findSettings(companyId: CompanyId): Promise<StoredSettings | null> {
  const data = await getConsistently(Company().get({ companyId }));
  return data === null ? null : { settings: data.settings, version: data.version };
}
