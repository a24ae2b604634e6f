import { erasureDueAt } from '../../domain/inquiry/due-times.ts';
import { sourcesOf } from '../../domain/inquiry/status.ts';
import type { DataRequestCounts, ErasureReason } from '../../schemas/data-request.ts';
import type { DataRequestId, InquiryId } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { Analysis } from '../entities/analysis.ts';
import { Answer } from '../entities/answer.ts';
import { type CommitOutcome, commit, type TransactionItem } from '../entities/commit.ts';
import { DataRequest } from '../entities/data-request.ts';
import { Draft } from '../entities/draft.ts';
import { clearDue, setDue } from '../entities/due-work.ts';
import { Escalation } from '../entities/escalation.ts';
import { ExternalReference, externalIdHashOf } from '../entities/external-reference.ts';
import { Inquiry, type InquiryItem } from '../entities/inquiry.ts';
import { InquiryText, PageText } from '../entities/inquiry-text.ts';
import { Message } from '../entities/message.ts';
import { Notification } from '../entities/notification.ts';
import { PersonReference } from '../entities/person-index.ts';
import { Retrieval } from '../entities/retrieval.ts';
import { listEvents, TimelineEvent } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';
import { personHashOf } from '../tokens/mac.ts';
import { commitWithWebhooks } from './commit-with-webhooks.ts';

/** How long a tombstone answers 410 before the id is unknown. */
const tombstoneDays = 400;

interface Erasure {
  readonly reason: ErasureReason;
  /** The request about a person that it is part of, which counts it. */
  readonly counted?: { readonly dataRequestId: DataRequestId; readonly counts: DataRequestCounts };
  readonly nowMs: EpochMs;
}

/**
 * Makes the inquiry a tombstone, on the condition that it has not changed since `workspace`: the head is empty, its
 * escalation is closed, its `externalId` free, and the rest due to be wiped. A conflict means that it has changed.
 */
export const eraseInquiry = ({ inquiry, escalations }: Workspace, erasure: Erasure): Promise<CommitOutcome> => {
  const { inquiryId, companyId, run, externalId } = inquiry;
  const { reason, counted, nowMs } = erasure;
  const expiresAt = Math.floor(nowMs / 1000) + tombstoneDays * 86_400;
  // Neither externalId nor urgency: a webhook delivery is kept for a while and outlives the inquiry.
  const subject = { inquiryId, companyId, mode: modeOf(inquiry) };
  const move = { type: 'inquiry.erased', status: 'erased', run } as const;
  return commitWithWebhooks({ inquiry: subject, moves: [move], nowMs }, [
    buryHead(inquiry, { nowMs, expiresAt }),
    ...escalations
      .filter(({ state }) => state === 'open')
      .map(({ escalationId, dueAtMs }) =>
        Escalation.inTransaction()
          .patch({ inquiryId, escalationId })
          .set({ state: 'closed', dueAtMs })
          .add({ version: 1 })
          .composite({ companyId })
          .commit(),
      ),
    ...(externalId === undefined
      ? []
      : [
          ExternalReference.inTransaction()
            .delete({ companyId, externalIdHash: externalIdHashOf(externalId, modeOf(inquiry)) })
            .commit(),
        ]),
    TimelineEvent.inTransaction()
      .put({ inquiryId, run, kind: 'erased', atMs: nowMs, facts: { reason }, expiresAt })
      .commit(),
    setDue(inquiry, erasureDueAt(nowMs)),
    ...(counted === undefined
      ? []
      : [
          DataRequest.inTransaction()
            .patch({ companyId, dataRequestId: counted.dataRequestId })
            .add(counted.counts)
            .commit(),
        ]),
  ]);
};

const buryHead = ({ inquiryId, version }: InquiryItem, { nowMs, expiresAt }: { nowMs: EpochMs; expiresAt: number }) =>
  Inquiry.inTransaction()
    .patch({ inquiryId })
    .set({ status: 'erased', title: '', warnings: [], escalationRequested: false, updatedAtMs: nowMs, expiresAt })
    .remove(['category', 'externalId', 'statusReason', 'escalationId', 'answeredRun', 'feedback'])
    .remove(['urgency', 'priorityScore', 'sentiment', 'language'])
    .add({ version: 1 })
    .where((attribute, { eq }) => {
      const erasable = sourcesOf('erased').map((status) => eq(attribute.status, status));
      return `${eq(attribute.version, version)} AND (${erasable.join(' OR ')})`;
    })
    .commit();

/** Deletions of one transaction; a transaction takes 100. */
const deletionsAtOnce = 50;

/**
 * Deletes all items of an erased inquiry but its tombstone and the line that records its erasure. Whatever could still
 * add a line need an item that is gone before the timeline is read. The text goes last, with the due work: while it
 * exists, an interrupted wipe can be repeated from the start.
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
