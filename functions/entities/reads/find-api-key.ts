import { ApiKey, type ApiKeyItem } from '../models/api-key.ts';
import { withAwsErrors } from '../store.ts';

/**
 * The key with this hash, in whatever state it is; null when there is none. It may look as it did a moment ago, unless it
 * must be read consistently.
 */
export async function findApiKeyByHash(
  keyHash: string,
  { consistent = false }: { consistent?: boolean } = {},
): Promise<ApiKeyItem | null> {
  const { data } = await withAwsErrors(() => ApiKey().get({ keyHash }).go({ consistent }));
  return data;
}
