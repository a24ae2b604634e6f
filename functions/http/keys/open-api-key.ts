import { mayManage } from '../../../domain/api-keys/key-rules.ts';
import type { ApiKeyId } from '../../../schemas/ids.ts';
import type { ApiKeyItem } from '../../entities/api-key.ts';
import type { CompanyPrincipal } from '../../middleware/http-principal.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The key among its company's that the caller may manage. @throws ProblemError not_found, for another company's as well */
export function openApiKey(
  keys: readonly ApiKeyItem[],
  { apiKeyId, principal }: { apiKeyId: ApiKeyId; principal: CompanyPrincipal },
): ApiKeyItem {
  const found = keys.find((key) => key.apiKeyId === apiKeyId && mayManage(principal, key));
  if (found === undefined) throw new ProblemError('not_found');
  return found;
}
