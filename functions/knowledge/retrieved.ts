import type { Run } from '../../schemas/ids.ts';
import { Retrieved } from '../../schemas/workflow.ts';
import type { RetrievalItem } from '../entities/retrieval.ts';
import { TaskError } from '../task-error.ts';

/** What was found, out of the item that keeps it. */
export const retrievedIn = ({ found }: RetrievalItem): Retrieved => Retrieved.parse(JSON.parse(found));

/** What was found for the run. @throws TaskError RecordMissing before RetrieveKnowledge */
export function retrievedFor(run: Run, { retrievals }: { readonly retrievals: readonly RetrievalItem[] }): Retrieved {
  const retrieval = retrievals.find((item) => item.run === run);
  if (retrieval === undefined) throw new TaskError('RecordMissing', `retrieval of run ${run}`);
  return retrievedIn(retrieval);
}
