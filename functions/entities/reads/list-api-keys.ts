import type { CompanyId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { ApiKeyItem } from '../models/api-key.ts';
import { store } from '../service.ts';

/** All keys of a company in whatever state, newest first; a key made or changed a moment ago may still look as before. */
export async function listApiKeys(companyId: CompanyId): Promise<readonly ApiKeyItem[]> {
  const { data } = await withAwsErrors(() =>
    store().entities.apiKey.query.byCompany({ companyId }).go({ pages: 'all', order: 'desc' }),
  );
  return data;
}
