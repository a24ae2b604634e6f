import type { InquiryId } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import { Analysis } from '../entities/analysis.ts';
import { Answer } from '../entities/answer.ts';
import { commit, type TransactionItem } from '../entities/commit.ts';
import { Draft } from '../entities/draft.ts';
import { clearDue } from '../entities/due-work.ts';
import { Escalation } from '../entities/escalation.ts';
import { InquiryText, PageText } from '../entities/inquiry-text.ts';
import { Message } from '../entities/message.ts';
import { Notification } from '../entities/notification.ts';
import { PersonReference } from '../entities/person-index.ts';
import { Retrieval } from '../entities/retrieval.ts';
import { listEvents, TimelineEvent } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';
import { personHashOf } from '../tokens/person-hash.ts';

/** Deletions of one transaction; a transaction takes 100. */
const deletionsAtOnce = 50;

/**
 * Deletes all items of an erased inquiry but its tombstone and the line that tells of it. Whatever could still add a line
 * to the timeline needs an item that is gone before the timeline is read. The text goes last, with the due work: while it
 * is there, a wipe that broke off can be done again from the start.
 */
export async function wipeItems(workspace: Workspace): Promise<void> {
  const { inquiryId, companyId } = workspace.inquiry;
  const { customerEmail } = workspace.text;
  await deleteAll(childrenOf(workspace));
  await deleteAll(await linesOf(inquiryId));
  await commit([
    InquiryText.inTransaction().delete({ inquiryId }).commit(),
    ...(customerEmail === undefined
      ? []
      : [
          PersonReference.inTransaction()
            .delete({ companyId, personHash: personHashOf(customerEmail, modeOf(workspace.inquiry)), inquiryId })
            .commit(),
        ]),
    clearDue(inquiryId),
  ]);
}

async function deleteAll(deletions: readonly TransactionItem[]): Promise<void> {
  for (let begin = 0; begin < deletions.length; begin += deletionsAtOnce) {
    const part = deletions.slice(begin, begin + deletionsAtOnce);
    await commit(part);
  }
}

function childrenOf({ inquiry: { inquiryId }, ...workspace }: Workspace): readonly TransactionItem[] {
  const { notifications, escalations, messages, answers, drafts, retrievals, analyses, pageTexts } = workspace;
  return [
    ...notifications.map(({ notificationId }) =>
      Notification.inTransaction().delete({ inquiryId, notificationId }).commit(),
    ),
    ...escalations.map(({ escalationId }) => Escalation.inTransaction().delete({ inquiryId, escalationId }).commit()),
    ...messages.map(({ run, number }) => Message.inTransaction().delete({ inquiryId, run, number }).commit()),
    ...answers.map(({ run }) => Answer.inTransaction().delete({ inquiryId, run }).commit()),
    ...drafts.map(({ run, attempt }) => Draft.inTransaction().delete({ inquiryId, run, attempt }).commit()),
    ...retrievals.map(({ run }) => Retrieval.inTransaction().delete({ inquiryId, run }).commit()),
    ...analyses.map(({ run }) => Analysis.inTransaction().delete({ inquiryId, run }).commit()),
    ...pageTexts.map(({ attachmentNumber, page }) =>
      PageText.inTransaction().delete({ inquiryId, attachmentNumber, page }).commit(),
    ),
  ];
}

async function linesOf(inquiryId: InquiryId): Promise<readonly TransactionItem[]> {
  const events = await listEvents(inquiryId);
  return events
    .filter(({ kind }) => kind !== 'erased')
    .map(({ atMs, run, kind }) => TimelineEvent.inTransaction().delete({ inquiryId, atMs, run, kind }).commit());
}
