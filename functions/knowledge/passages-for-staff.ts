import type { StaffPassage } from '../../schemas/knowledge.ts';
import type { DraftItem } from '../entities/draft.ts';
import type { RetrievalItem } from '../entities/retrieval.ts';
import { retrievedIn } from './retrieved.ts';

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
