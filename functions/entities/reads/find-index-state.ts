import type { CompanyId } from '../../../schemas/ids.ts';
import { IndexState, type IndexStateItem } from '../models/index-state.ts';
import { withAwsErrors } from '../store.ts';

/** Read consistently; null before the first build has begun. */
export async function findIndexState(companyId: CompanyId): Promise<IndexStateItem | null> {
  const { data } = await withAwsErrors(() =>
    IndexState().get({ companyId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
