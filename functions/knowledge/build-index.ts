import { setImmediate as nextTurn } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { buildKnowledgeIndexInSteps } from '../../domain/retrieval/knowledge-index.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';
import type { BuiltIndex } from '../entities/index-state.ts';
import { listAllKnowledge } from '../entities/knowledge.ts';
import { charactersOf } from './entry-change.ts';
import { indexKeyOf } from './index-key.ts';

/** Steps between two turns of the event loop: some 50 ms of the longest entries. */
const STEPS_A_TURN = 32;

/** Builds a company's index from its active entries and puts it whole in the place of the old one. */
export async function buildIndex(companyId: CompanyId): Promise<BuiltIndex> {
  const entries = await listAllKnowledge(companyId);
  const passages = entries
    .filter(({ state }) => state === 'active')
    .map(({ knowledgeId, language, title, text }) => ({ passageId: knowledgeId, language, title, text }));
  const { ETag = '' } = await s3Client().send(
    new PutObjectCommand({
      Bucket: config().bucketName,
      Key: indexKeyOf(companyId),
      Body: JSON.stringify(await taken(buildKnowledgeIndexInSteps(passages))),
      ContentType: 'application/json',
    }),
  );
  const characters = entries.reduce((sum, entry) => sum + charactersOf(entry), 0);
  return { entries: entries.length, indexed: passages.length, characters, etag: ETag };
}

/** Takes the steps, and lets others have the event loop in between. */
async function taken<T>(steps: Generator<void, T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (count % STEPS_A_TURN === 0) await nextTurn();
  }
}
