import type { Bucket } from '../../../domain/rate-limit/token-bucket.ts';
import { Allowance, type AllowanceItem } from '../models/allowance.ts';
import { withAwsErrors } from '../store.ts';

export type AllowanceKey = Pick<AllowanceItem, 'companyId' | 'bucket'>;

/** Read consistently; null when nothing was taken for long. */
export async function findAllowance(key: AllowanceKey): Promise<Bucket | null> {
  const { data } = await withAwsErrors(() => Allowance().get(key).go({ consistent: true, originalErr: true }));
  return data === null ? null : { tokens: data.tokens, refilledAtMs: data.refilledAtMs };
}
