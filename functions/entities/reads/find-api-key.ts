import { withAwsErrors } from '../aws-error.ts';
import type { ApiKeyItem } from '../models/api-key.ts';
import { store } from '../service.ts';

/** The key with this hash, in whatever state it is; null when there is none. */
export async function findApiKeyByHash(keyHash: string): Promise<ApiKeyItem | null> {
  const { data } = await withAwsErrors(() => store().entities.apiKey.get({ keyHash }).go());
  return data;
}
