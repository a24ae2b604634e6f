import type { InquiryId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { personHashOf } from '../../tokens/person-hash.ts';
import { commit } from '../commit.ts';
import { listEvents } from '../reads/list-events.ts';
import type { Workspace } from '../reads/read-workspace.ts';
import type { TransactionEntities } from '../service.ts';
import { clearDue } from './due.ts';

type Deletion = (entity: TransactionEntities) => ReturnType<typeof clearDue>;

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
  await commit((entity) => [
    entity.inquiryText.delete({ inquiryId }).commit(),
    ...(customerEmail === undefined
      ? []
      : [
          entity.personReference
            .delete({ companyId, personHash: personHashOf(customerEmail, modeOf(workspace.inquiry)), inquiryId })
            .commit(),
        ]),
    clearDue(entity, inquiryId),
  ]);
}

async function deleteAll(deletions: readonly Deletion[]): Promise<void> {
  for (let begin = 0; begin < deletions.length; begin += deletionsAtOnce) {
    const part = deletions.slice(begin, begin + deletionsAtOnce);
    await commit((entity) => part.map((deletion) => deletion(entity)));
  }
}

function childrenOf({ inquiry: { inquiryId }, ...workspace }: Workspace): readonly Deletion[] {
  const { notifications, escalations, messages, answers, drafts, retrievals, analyses, pageTexts } = workspace;
  return [
    ...notifications.map(
      ({ notificationId }): Deletion =>
        (entity) =>
          entity.notification.delete({ inquiryId, notificationId }).commit(),
    ),
    ...escalations.map(
      ({ escalationId }): Deletion =>
        (entity) =>
          entity.escalation.delete({ inquiryId, escalationId }).commit(),
    ),
    ...messages.map(
      ({ run, number }): Deletion =>
        (entity) =>
          entity.message.delete({ inquiryId, run, number }).commit(),
    ),
    ...answers.map(
      ({ run }): Deletion =>
        (entity) =>
          entity.answer.delete({ inquiryId, run }).commit(),
    ),
    ...drafts.map(
      ({ run, attempt }): Deletion =>
        (entity) =>
          entity.draft.delete({ inquiryId, run, attempt }).commit(),
    ),
    ...retrievals.map(
      ({ run }): Deletion =>
        (entity) =>
          entity.retrieval.delete({ inquiryId, run }).commit(),
    ),
    ...analyses.map(
      ({ run }): Deletion =>
        (entity) =>
          entity.analysis.delete({ inquiryId, run }).commit(),
    ),
    ...pageTexts.map(
      ({ attachmentNumber, page }): Deletion =>
        (entity) =>
          entity.pageText.delete({ inquiryId, attachmentNumber, page }).commit(),
    ),
  ];
}

async function linesOf(inquiryId: InquiryId): Promise<readonly Deletion[]> {
  const events = await listEvents(inquiryId);
  return events
    .filter(({ kind }) => kind !== 'erased')
    .map(
      ({ atMs, run, kind }): Deletion =>
        (entity) =>
          entity.timelineEvent.delete({ inquiryId, atMs, run, kind }).commit(),
    );
}
