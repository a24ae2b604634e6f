import type * as z from 'zod/mini';
import { type KnowledgeIndexResponse, knowledgeSearchRoutes } from '../../../schemas/api/knowledge-search.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import { type EpochMs, timestampOf } from '../../../schemas/units.ts';
import { findIndexState, type IndexStateItem } from '../../entities/index-state.ts';
import { findJob, type JobItem } from '../../entities/job.ts';
import { askForIndexAlone, indexJobIdOf } from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';

export const getKnowledgeIndex = httpRoute(
  knowledgeSearchRoutes,
  'getKnowledgeIndex',
  async ({ principal, nowMs }) => ({
    status: 200,
    body: await readIndexView(principal.companyId, nowMs),
  }),
);

export const rebuildKnowledgeIndex = httpRoute(
  knowledgeSearchRoutes,
  'rebuildKnowledgeIndex',
  async ({ principal, nowMs }) => {
    const { companyId } = principal;
    await askForIndexAlone(companyId, nowMs);
    const body = await readIndexView(companyId, nowMs);
    await runSoon([indexJobIdOf(companyId)]);
    return { status: 202, headers: { location: '/v1/knowledge/index' }, body };
  },
);

/** State of a company's index: the job that exists until the index holds every change, and the last build. */
export async function readIndexView(
  companyId: CompanyId,
  nowMs: EpochMs,
): Promise<z.input<typeof KnowledgeIndexResponse>> {
  const [built, job] = await Promise.all([findIndexState(companyId), findJob(indexJobIdOf(companyId))]);
  return {
    state: stateOf({ built, job, nowMs }),
    entries: built?.entries ?? 0,
    indexed: built?.indexed ?? 0,
    ...(built?.builtAtMs !== undefined && { builtAt: timestampOf(built.builtAtMs) }),
    ...(job !== null && { requestedAt: timestampOf(job.createdAtMs) }),
    ...(built?.etag !== undefined && { etag: built.etag }),
  };
}

function stateOf(facts: { built: IndexStateItem | null; job: JobItem | null; nowMs: EpochMs }) {
  const { built, job, nowMs } = facts;
  if (job === null) return 'current';
  const isBuilding = (built?.buildingUntilMs ?? 0) > nowMs;
  return job.attempts > 0 && !isBuilding ? 'failed' : 'building';
}
