import type { CompanyId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { IndexStateItem } from '../models/index-state.ts';
import { store } from '../service.ts';

/** Read consistently; null before the first build has begun. */
export async function findIndexState(companyId: CompanyId): Promise<IndexStateItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.indexState.get({ companyId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
