import type { CompanyId, DataRequestId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { DataRequestItem } from '../models/data-request.ts';
import { store } from '../service.ts';

/** One request about a person's data, read consistently; null when the company has none of this id. */
export async function findDataRequest(key: {
  companyId: CompanyId;
  dataRequestId: DataRequestId;
}): Promise<DataRequestItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.dataRequest.get(key).go({ consistent: true, originalErr: true }),
  );
  return data;
}
