import { knowledgeRoutes } from '../../../schemas/api/knowledge-routes.ts';
import { changeKnowledge, findKnowledgeEntry, indexJobIdOf } from '../../entities/knowledge.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { entryEtagOf } from '../knowledge/entry-view.ts';
import { requirePrecondition } from '../views/precondition.ts';

/** Another writer's change in between is read and decided anew. */
const attempts = 5;

export const deleteKnowledgeEntry = httpRoute(
  knowledgeRoutes,
  'deleteKnowledgeEntry',
  async ({ path, principal, headers, nowMs }) => {
    const { companyId } = principal;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const known = await findKnowledgeEntry(companyId, path.knowledgeId);
      if (known === null) throw new ProblemError('not_found');
      requirePrecondition(headers, entryEtagOf(known));
      const outcome = await changeKnowledge(companyId, { changes: [{ kind: 'remove', known }], nowMs });
      if (outcome.kind === 'committed') {
        await runSoon([indexJobIdOf(companyId)]);
        return { status: 204, body: null };
      }
    }
    throw new ProblemError('unavailable', {
      detail: 'The entry keeps changing; try again',
      headers: { 'retry-after': '1' },
    });
  },
);
