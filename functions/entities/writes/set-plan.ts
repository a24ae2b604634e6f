import type { CompanySettings, Plan } from '../../../schemas/company.ts';
import { withAwsErrors } from '../aws-error.ts';
import { store } from '../service.ts';

/** Gives a company another plan, unless its settings are no longer the ones that were read (`changed`). */
export async function setPlan(settings: CompanySettings, plan: Plan): Promise<'set' | 'changed'> {
  const { companyId } = settings;
  try {
    await withAwsErrors(() =>
      store()
        .entities.company.patch({ companyId })
        .set({ settings: { ...settings, plan } })
        .where((attribute, { eq }) => eq(attribute.settings, settings))
        .go(),
    );
    return 'set';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'changed';
    throw error;
  }
}
