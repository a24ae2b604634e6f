import type { CompanyId } from '../../../schemas/ids.ts';
import { IndexState, type IndexStateItem } from '../models/index-state.ts';
import { getConsistently } from '../store.ts';

/** Read consistently; null before the first build has begun. */
export async function findIndexState(companyId: CompanyId): Promise<IndexStateItem | null> {
  return getConsistently(IndexState().get({ companyId }));
}
