import type { CompanySettings } from '../../../schemas/company.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { StoredSettings } from '../reads/find-settings.ts';
import { store } from '../service.ts';

/** The version that a company without one stands at. */
export const firstSettingsVersion = 1;

/** Puts the settings in the place of those that were read; false when others came in between. */
export async function changeSettings(known: StoredSettings, settings: CompanySettings): Promise<boolean> {
  const { companyId } = known.settings;
  const version = (known.version ?? firstSettingsVersion) + 1;
  try {
    await withAwsErrors(() =>
      store()
        .entities.company.patch({ companyId })
        .set({ settings, version })
        .where((attribute, { eq, notExists }) =>
          known.version === undefined ? notExists(attribute.version) : eq(attribute.version, known.version),
        )
        .go(),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
