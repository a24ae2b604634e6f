import type { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { commit } from '../commit.ts';
import { ApiKey, type ApiKeyItem } from '../models/api-key.ts';
import { Company } from '../models/company.ts';
import { withAwsErrors } from '../store.ts';
import { retentionWork } from './retention-work.ts';

/** @throws Error named ConditionalCheckFailedException when the company exists. */
export async function createCompany(settings: CompanySettings, createdAtMs: EpochMs): Promise<void> {
  const { companyId } = settings;
  await withAwsErrors(() => Company().create({ companyId, settings, createdAtMs }).go());
  if (settings.retentionDays !== undefined) await commit(retentionWork(settings, createdAtMs));
}

/** A company with its first key, or neither. */
export async function createCompanyWithKey(
  settings: CompanySettings,
  { apiKey, createdAtMs }: { apiKey: ApiKeyItem; createdAtMs: EpochMs },
): Promise<'created' | 'exists'> {
  const outcome = await commit([
    Company.inTransaction().create({ companyId: settings.companyId, settings, createdAtMs }).commit(),
    ApiKey.inTransaction().create(apiKey).commit(),
  ]);
  return outcome.kind === 'committed' ? 'created' : 'exists';
}

/** @throws Error named ConditionalCheckFailedException when a key with this hash exists. */
export async function createApiKey(apiKey: ApiKeyItem): Promise<void> {
  await withAwsErrors(() => ApiKey().create(apiKey).go());
}
