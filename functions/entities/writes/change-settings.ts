import type { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { commit } from '../commit.ts';
import { Company } from '../models/company.ts';
import type { StoredSettings } from '../reads/find-settings.ts';
import { retentionWork } from './retention-work.ts';

/** The version that a company without one stands at. */
export const firstSettingsVersion = 1;

/**
 * Puts the settings in the place of those that were read, with the daily work that a retention time asks for; false when
 * others came in between.
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
