import type { Bucket } from '../../../domain/rate-limit/token-bucket.ts';
import { Allowance, type AllowanceItem } from '../models/allowance.ts';
import { getConsistently } from '../store.ts';

export type AllowanceKey = Pick<AllowanceItem, 'companyId' | 'bucket'>;

/** Read consistently; null when nothing was taken for long. */
export async function findAllowance(key: AllowanceKey): Promise<Bucket | null> {
  const data = await getConsistently(Allowance().get(key));
  return data === null ? null : { tokens: data.tokens, refilledAtMs: data.refilledAtMs };
}
