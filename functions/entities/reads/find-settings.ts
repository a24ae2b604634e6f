import type { CompanySettings } from '../../../schemas/company.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import { store } from '../service.ts';

export interface StoredSettings {
  readonly settings: CompanySettings;
  /** Undefined for a company that was made before settings could be changed. */
  readonly version: number | undefined;
}

/** A company's settings as they stand now, read consistently; null when there is no such company. */
export async function findSettings(companyId: CompanyId): Promise<StoredSettings | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.company.get({ companyId }).go({ consistent: true, originalErr: true }),
  );
  return data === null ? null : { settings: data.settings, version: data.version };
}
