import type { Run } from '../../schemas/ids.ts';
import type { StaffPassage } from '../../schemas/knowledge.ts';
import { Retrieved } from '../../schemas/workflow.ts';
import type { DraftItem } from '../entities/draft.ts';
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

/** What the knowledge held when it was last asked, what the draft cites first: an agent can answer from it. */
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
