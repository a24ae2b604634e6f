import { findIndexState } from '../../functions/entities/index-state.ts';
import { findJob } from '../../functions/entities/job.ts';
import { indexJobIdOf } from '../../functions/entities/knowledge.ts';
import { performJob } from '../../functions/job-runner/perform-job.ts';
import { mergeEntries } from '../../functions/knowledge/merge-entries.ts';
import { type CompanyId, KnowledgeId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { demoKnowledge } from './demo-knowledge.ts';

/**
 * Gives a company the demo's knowledge as its own entries, and the index of them, by the product's own import and job.
 * Once: a company that has been indexed keeps what it has made of its knowledge since.
 */
export async function seedKnowledge(companyId: CompanyId, nowMs: EpochMs): Promise<void> {
  const index = await findIndexState(companyId);
  if (index?.builtAtMs !== undefined) return;
  const wanted = demoKnowledge.map(({ passageId, ...fields }) => ({
    companyId,
    knowledgeId: KnowledgeId.parse(passageId),
    fields,
  }));
  await mergeEntries(companyId, { wanted, nowMs });
  const job = await findJob(indexJobIdOf(companyId));
  if (job === null) throw new Error('The demo knowledge is there without a job that indexes it');
  const outcome = await performJob(job, nowMs);
  if (outcome === 'failed') throw new Error('The demo knowledge could not be indexed');
}
