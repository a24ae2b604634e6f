import type { CompanyId } from '../../../schemas/ids.ts';
import { ApiKey, type ApiKeyItem } from '../models/api-key.ts';
import { withAwsErrors } from '../store.ts';

/** All keys of a company in whatever state, newest first; a key made or changed a moment ago may still look as before. */
export async function listApiKeys(companyId: CompanyId): Promise<readonly ApiKeyItem[]> {
  const { data } = await withAwsErrors(() =>
    ApiKey().query.byCompany({ companyId }).go({ pages: 'all', order: 'desc' }),
  );
  return data;
}
