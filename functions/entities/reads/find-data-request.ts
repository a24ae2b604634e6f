import type { CompanyId, DataRequestId } from '../../../schemas/ids.ts';
import { DataRequest, type DataRequestItem } from '../models/data-request.ts';
import { getConsistently } from '../store.ts';

/** One request about a person's data, read consistently; null when the company has none of this id. */
export async function findDataRequest(key: {
  companyId: CompanyId;
  dataRequestId: DataRequestId;
}): Promise<DataRequestItem | null> {
  return getConsistently(DataRequest().get(key));
}
