import type { Run } from '../../schemas/ids.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import type { RetrievalItem } from '../entities/models/retrieval.ts';
import type { Workspace } from '../entities/reads/read-workspace.ts';
import { TaskError } from '../task-error.ts';

/** What was found for the run. @throws TaskError RecordMissing before RetrieveKnowledge */
export function retrievalOfRun({ retrievals }: Pick<Workspace, 'retrievals'>, run: Run): RetrievalItem {
  const retrieval = retrievals.find((item) => item.run === run);
  if (retrieval === undefined) throw new TaskError('RecordMissing', `retrieval of run ${run}`);
  return retrieval;
}

/** The passages found for the run, best first. @throws TaskError RecordMissing before RetrieveKnowledge */
export const passagesOfRun = (workspace: Pick<Workspace, 'retrievals'>, run: Run): readonly Passage[] =>
  retrievalOfRun(workspace, run).passages;
