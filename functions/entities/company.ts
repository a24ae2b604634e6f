import type { CompanySettings } from '../../schemas/company.ts';
import { type CompanyId, JobId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { ApiKey, type ApiKeyItem } from './api-key.ts';
import { type } from './attribute-types.ts';
import { commit } from './commit.ts';
import { askForJob } from './job.ts';
import { entityOf, getConsistently, withAwsErrors } from './store.ts';

export const Company = entityOf({
  model: { entity: 'company', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    settings: { type: type.companySettings, required: true },
    /** How many webhook endpoints it has. */
    webhookEndpoints: { type: 'number' },
    /** Raised by one with every change of the settings; absent until the API first changes them. */
    version: { type: 'number' },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    company: {
      collection: 'account',
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});

/** When a company was created; null when there is no such company. */
export async function companyCreatedAt(companyId: CompanyId): Promise<EpochMs | null> {
  const { data } = await withAwsErrors(() => Company().get({ companyId }).go());
  return data === null ? null : data.createdAtMs;
}

/** Every company, oldest first. Reads the whole table: for operators, not for functions. */
export async function listCompanies(): Promise<readonly { settings: CompanySettings; createdAtMs: EpochMs }[]> {
  const { data } = await withAwsErrors(() => Company().scan.go({ pages: 'all' }));
  return data.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
}

export interface StoredSettings {
  readonly settings: CompanySettings;
  /** Undefined for a company from before settings could be changed. */
  readonly version: number | undefined;
}

/** A company's current settings, read consistently; null when there is no such company. */
export async function findSettings(companyId: CompanyId): Promise<StoredSettings | null> {
  const data = await getConsistently(Company().get({ companyId }));
  return data === null ? null : { settings: data.settings, version: data.version };
}

/** The version of a company without one. */
export const firstSettingsVersion = 1;

/**
 * Replaces the settings that were read, and creates the daily job of a retention time; false when
 * they changed in between.
 */
export async function changeSettings(
  known: StoredSettings,
  { settings, nowMs }: { settings: CompanySettings; nowMs: EpochMs },
): Promise<boolean> {
  const { companyId } = known.settings;
  const version = (known.version ?? firstSettingsVersion) + 1;
  const outcome = await commit([
    Company.inTransaction()
      .patch({ companyId })
      .set({ settings, version })
      .where((attribute, { eq, notExists }) =>
        known.version === undefined ? notExists(attribute.version) : eq(attribute.version, known.version),
      )
      .commit(),
    ...(settings.retentionDays === known.settings.retentionDays ? [] : retentionWork(settings, nowMs)),
  ]);
  return outcome.kind === 'committed';
}

/** @throws Error named ConditionalCheckFailedException when the company exists. */
export async function createCompany(settings: CompanySettings, createdAtMs: EpochMs): Promise<void> {
  const { companyId } = settings;
  await withAwsErrors(() => Company().create({ companyId, settings, createdAtMs }).go());
  if (settings.retentionDays !== undefined) await commit(retentionWork(settings, createdAtMs));
}

/** Creates a company with its first key, or neither. */
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

/**
 * Part of every write of a company's settings: the daily job that erases expired inquiries. One a
 * company; each request makes it due at once, and it ends itself when the company keeps inquiries forever.
 */
export const retentionWork = (settings: CompanySettings, nowMs: EpochMs) => {
  const { companyId, retentionDays } = settings;
  if (retentionDays === undefined) return [];
  return [askForJob({ jobId: JobId.parse(`retention-${companyId}`), kind: 'retention', companyId, nowMs })];
};
