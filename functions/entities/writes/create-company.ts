import type { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { ApiKeyItem } from '../models/api-key.ts';
import { store } from '../service.ts';

/** @throws Error named ConditionalCheckFailedException when the company exists. */
export async function createCompany(settings: CompanySettings, createdAtMs: EpochMs): Promise<void> {
  await withAwsErrors(() =>
    store().entities.company.create({ companyId: settings.companyId, settings, createdAtMs }).go(),
  );
}

/** @throws Error named ConditionalCheckFailedException when a key with this hash exists. */
export async function createApiKey(apiKey: ApiKeyItem): Promise<void> {
  await withAwsErrors(() => store().entities.apiKey.create(apiKey).go());
}
