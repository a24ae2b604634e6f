import type { Run } from '../../schemas/ids.ts';
import type { StaffPassage } from '../../schemas/knowledge.ts';
import { Retrieved } from '../../schemas/workflow.ts';
import type { DraftItem } from '../entities/draft.ts';
import type { RetrievalItem } from '../entities/retrieval.ts';
import { TaskError } from '../task-error.ts';

/** The passages found, from their item. */
export const retrievedIn = ({ found }: RetrievalItem): Retrieved => Retrieved.parse(JSON.parse(found));

/** The passages of the run. @throws TaskError RecordMissing before RetrieveKnowledge */
export function retrievedFor(run: Run, { retrievals }: { readonly retrievals: readonly RetrievalItem[] }): Retrieved {
  const retrieval = retrievals.find((item) => item.run === run);
  if (retrieval === undefined) throw new TaskError('RecordMissing', `retrieval of run ${run}`);
  return retrievedIn(retrieval);
}

/** The passages of the last retrieval, those that the draft cites first, for an agent's answer. */
export function passagesForStaff(
  retrievals: readonly RetrievalItem[],
  draft: DraftItem | undefined,
): readonly StaffPassage[] {
  const cited = new Set(draft?.citations.map(({ passageId }) => passageId));
  const last = retrievals.at(-1);
  const found = last === undefined ? [] : retrievedIn(last).passages;
  const passages = found.map(({ passageId, title, text }) => ({
    passageId,
    title,
    text,
    isCited: cited.has(passageId),
  }));
  return [...passages.filter(({ isCited }) => isCited), ...passages.filter(({ isCited }) => !isCited)];
}
