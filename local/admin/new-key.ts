import { randomBytes } from 'node:crypto';
import type { ApiKeyItem } from '../../functions/entities/api-key.ts';
import { newUlid } from '../../functions/new-ulid.ts';
import { newApiKey } from '../../functions/tokens/api-key.ts';
import type { Scope } from '../../schemas/company.ts';
import { ApiKeyId, type CompanyId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';

/** A key to be shown once, and what is kept of it. */
export function keyFor(
  companyId: CompanyId,
  options: { name: string; mode: Mode; scopes: readonly Scope[]; nowMs: EpochMs },
): { key: string; apiKey: ApiKeyItem } {
  const { nowMs: createdAtMs, ...facts } = options;
  const { key, prefix, hash } = newApiKey(randomBytes, facts.mode);
  const apiKeyId = ApiKeyId.parse(newUlid(createdAtMs));
  return { key, apiKey: { ...facts, keyHash: hash, apiKeyId, companyId, prefix, createdAtMs } };
}
