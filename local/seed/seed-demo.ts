import { randomBytes } from 'node:crypto';
import { findCompany } from '../../functions/entities/account.ts';
import { createApiKey } from '../../functions/entities/api-key.ts';
import { createCompany } from '../../functions/entities/company.ts';
import { newUlid } from '../../functions/new-ulid.ts';
import { hashApiKey, newApiKey, parseApiKey } from '../../functions/tokens/api-key.ts';
import { ApiKeyId, CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { demoSettings } from './demo-company.ts';
import { seedKnowledge } from './seed-knowledge.ts';

export interface DemoAccess {
  readonly companyId: CompanyId;
  readonly apiKey: string;
}

/**
 * Gives the demo company its settings, knowledge and key, unless `known`, an earlier result, is there already. The
 * company is written last: what is found has been seeded whole. Knowledge that an earlier version put into the index alone
 * becomes entries.
 */
export async function seedDemo({ nowMs, known }: { nowMs: EpochMs; known?: DemoAccess }): Promise<DemoAccess> {
  const access = known ?? { companyId: CompanyId.parse(newUlid(nowMs)), apiKey: newApiKey(randomBytes, 'live').key };
  await seedKnowledge(access.companyId, nowMs);
  if ((await findCompany(access.companyId, nowMs)) !== null) return access;
  await unlessThere(createApiKey({ ...keyRecordOf(access, nowMs), createdAtMs: nowMs }));
  await unlessThere(createCompany(demoSettings(access.companyId), nowMs));
  return access;
}

function keyRecordOf({ companyId, apiKey }: DemoAccess, nowMs: EpochMs) {
  const parsed = parseApiKey(apiKey);
  if (parsed === null) throw new Error('The kept demo key is not an API key; remove demo.json from the data folder');
  return {
    keyHash: hashApiKey(apiKey),
    apiKeyId: ApiKeyId.parse(newUlid(nowMs)),
    companyId,
    prefix: parsed.prefix,
    name: 'Demo',
    mode: parsed.mode,
    scopes: ['inquiries:write', 'inquiries:read', 'knowledge', 'escalations', 'admin'] as const,
  };
}

async function unlessThere(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return;
    throw error;
  }
}
