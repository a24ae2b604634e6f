import { randomBytes } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { buildKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { s3Client } from '../../functions/clients/s3.ts';
import { config } from '../../functions/config.ts';
import { findCompany } from '../../functions/entities/reads/find-company.ts';
import { createApiKey, createCompany } from '../../functions/entities/writes/create-company.ts';
import { indexKeyOf } from '../../functions/knowledge/load-index.ts';
import { hashApiKey, newApiKey, parseApiKey } from '../../functions/tokens/api-key.ts';
import { ApiKeyId, CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { demoSettings } from './demo-company.ts';
import { demoKnowledge } from './demo-knowledge.ts';

export interface DemoAccess {
  readonly companyId: CompanyId;
  readonly apiKey: string;
}

/**
 * Gives the demo company its settings, knowledge and key, unless `known`, an earlier result, is there already. The
 * company is written last: what is found has been seeded whole.
 */
export async function seedDemo({ nowMs, known }: { nowMs: EpochMs; known?: DemoAccess }): Promise<DemoAccess> {
  const access = known ?? { companyId: CompanyId.parse(newId(nowMs)), apiKey: newApiKey(randomBytes, 'live').key };
  if ((await findCompany(access.companyId, nowMs)) !== null) return access;
  await putKnowledge(access.companyId);
  await unlessThere(createApiKey({ ...keyRecordOf(access, nowMs), createdAtMs: nowMs }));
  await unlessThere(createCompany(demoSettings(access.companyId), nowMs));
  return access;
}

const newId = (nowMs: EpochMs): string => ulid(nowMs).toLowerCase();

function keyRecordOf({ companyId, apiKey }: DemoAccess, nowMs: EpochMs) {
  const parsed = parseApiKey(apiKey);
  if (parsed === null) throw new Error('The kept demo key is not an API key; remove demo.json from the data folder');
  return {
    keyHash: hashApiKey(apiKey),
    apiKeyId: ApiKeyId.parse(newId(nowMs)),
    companyId,
    prefix: parsed.prefix,
    name: 'Demo',
    mode: parsed.mode,
    scopes: ['inquiries:write', 'inquiries:read', 'knowledge', 'escalations', 'admin'] as const,
  };
}

async function putKnowledge(companyId: CompanyId): Promise<void> {
  await s3Client().send(
    new PutObjectCommand({
      Bucket: config().bucketName,
      Key: indexKeyOf(companyId),
      Body: JSON.stringify(buildKnowledgeIndex(demoKnowledge)),
      ContentType: 'application/json',
    }),
  );
}

async function unlessThere(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return;
    throw error;
  }
}
