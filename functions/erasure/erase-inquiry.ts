import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { DataRequestCounts, ErasureReason } from '../../schemas/data-request.ts';
import type { DataRequestId, InquiryId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';
import { publishErasure } from '../delivery/publish.ts';
import type { InquiryItem } from '../entities/inquiry.ts';
import { listEvents } from '../entities/timeline.ts';
import { readWorkspace, type Workspace } from '../entities/workspace.ts';
import { endWait } from '../runs/executions.ts';
import { eraseInquiry as commitErasure, wipeItems } from '../transactions/erase-inquiry.ts';

/** A live run moves the head a few times within seconds, and no more often than this. */
const attempts = 8;

interface ErasureOrder {
  readonly reason: ErasureReason;
  readonly dataRequestId?: DataRequestId;
  /** Checked again right before the commit: false leaves the inquiry as it is. */
  readonly applies?: (inquiry: InquiryItem) => boolean;
  readonly nowMs: EpochMs;
}

/** `gone`: at most a tombstone is left of it. `spared`: the order no longer applies to it. */
type ErasureOutcome = 'buried' | 'gone' | 'spared' | 'moving';

/** Makes an inquiry a tombstone. Wipe it afterwards; otherwise the sweeper does. */
export async function buryInquiry(inquiryId: InquiryId, order: ErasureOrder): Promise<ErasureOutcome> {
  const { reason, dataRequestId, applies = () => true, nowMs } = order;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const workspace = await readWorkspace(inquiryId);
    if (workspace === null) return 'gone';
    if (workspace.inquiry.status === 'erased') return 'buried';
    if (!applies(workspace.inquiry)) return 'spared';
    const counted =
      dataRequestId === undefined ? {} : { counted: { dataRequestId, counts: await countsOf(workspace) } };
    const outcome = await commitErasure(workspace, { reason, ...counted, nowMs });
    if (outcome.kind === 'committed') return 'buried';
  }
  return 'moving';
}

/** Makes an inquiry a tombstone and wipes the rest. */
export async function eraseInquiry(inquiryId: InquiryId, order: ErasureOrder): Promise<ErasureOutcome> {
  const outcome = await buryInquiry(inquiryId, order);
  if (outcome !== 'buried') return outcome;
  const workspace = await readWorkspace(inquiryId);
  if (workspace !== null) await wipeInquiry(workspace);
  return 'gone';
}

async function countsOf(workspace: Workspace): Promise<DataRequestCounts> {
  const { inquiry, text, notifications, escalations, messages } = workspace;
  const { answers, drafts, retrievals, analyses, pageTexts } = workspace;
  const events = await listEvents(inquiry.inquiryId);
  const written = [notifications, escalations, messages, answers, drafts, events];
  return {
    inquiries: 1,
    // And the text.
    items: [...written, retrievals, analyses, pageTexts].reduce((sum, items) => sum + items.length, 1),
    objects: text.attachments.length,
    mails: notifications.filter(({ state }) => state === 'sent').length,
  };
}

/**
 * Removes the rest of an erased inquiry: wakes the execution that waits for a reply, deletes its files, publishes to
 * the topic, deletes its items. Each step can be repeated, and the due work stays until the last one, so that the
 * sweeper finishes an interrupted wipe.
 */
export async function wipeInquiry(workspace: Workspace): Promise<void> {
  const { inquiry, text, escalations } = workspace;
  for (const { taskToken } of escalations) await endWait(taskToken);
  for (const { objectKey } of text.attachments) await deleteObject(objectKey);
  await publishErasure(inquiry);
  await wipeItems(workspace);
}

/** Deletes an object of the bucket; one that is not there is no error. */
export async function deleteObject(key: string): Promise<void> {
  await s3Client().send(new DeleteObjectCommand({ Bucket: config().bucketName, Key: key }));
}
