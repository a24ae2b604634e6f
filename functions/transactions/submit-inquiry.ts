import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { answeringEntry } from '../../domain/inquiry/entry.ts';
import type { CompanyId, InquiryId, Run, UploadId } from '../../schemas/ids.ts';
import { type Mode, modeOf } from '../../schemas/mode.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import type { StoredAttachment } from '../entities/attribute-types.ts';
import { commit } from '../entities/commit.ts';
import { DueWork, shardOf } from '../entities/due-work.ts';
import { ExternalReference, externalIdHashOf } from '../entities/external-reference.ts';
import { claimIdempotencyKey } from '../entities/idempotency.ts';
import { Inquiry } from '../entities/inquiry.ts';
import { InquiryText } from '../entities/inquiry-text.ts';
import { PersonReference } from '../entities/person-index.ts';
import { TimelineEvent } from '../entities/timeline.ts';
import { takeUpload } from '../entities/upload.ts';
import { personHashOf } from '../tokens/mac.ts';

export interface NewInquiry {
  readonly inquiryId: InquiryId;
  readonly companyId: CompanyId;
  /** Default live. */
  readonly mode?: Mode;
  readonly run: Run;
  readonly title: string;
  readonly content: string;
  readonly customerEmail?: string | undefined;
  readonly category?: string | undefined;
  readonly externalId?: string | undefined;
  readonly attachments: readonly StoredAttachment[];
  /** Those of the attachments that were uploads. */
  readonly uploadIds?: readonly UploadId[] | undefined;
  readonly estimatedResponseTime: DurationSeconds;
  readonly idempotency?: { readonly keyHash: string; readonly bodyHash: string };
  readonly nowMs: EpochMs;
}

/**
 * What a new inquiry conflicts with: its own id, its Idempotency-Key, its `externalId`, or another user of its upload.
 */
export type SubmitOutcome = 'committed' | 'id_taken' | 'key_taken' | 'external_id_taken' | 'upload_taken';

/**
 * Accepts an inquiry: head, text, first event, due work, idempotency record, external reference and taken uploads
 * in one transaction. Of several conflicts the first in the order of `SubmitOutcome` is returned.
 */
export async function submitInquiry(inquiry: NewInquiry): Promise<SubmitOutcome> {
  const outcome = await commit([...ownItems(inquiry), ...sharedItems(inquiry), ...personItems(inquiry)]);
  if (outcome.kind === 'committed') return 'committed';
  const [head, , , , ...shared] = outcome.failed;
  if (head === true) return 'id_taken';
  if (inquiry.idempotency !== undefined && shared.shift() === true) return 'key_taken';
  return inquiry.externalId !== undefined && shared.shift() === true ? 'external_id_taken' : 'upload_taken';
}

function ownItems(inquiry: NewInquiry) {
  const { inquiryId, companyId, run, nowMs } = inquiry;
  return [
    Inquiry.inTransaction()
      .create({
        inquiryId,
        companyId,
        mode: modeOf(inquiry),
        run,
        title: inquiry.title,
        ...(inquiry.category !== undefined && { category: inquiry.category }),
        ...(inquiry.externalId !== undefined && { externalId: inquiry.externalId }),
        status: 'pending',
        entry: answeringEntry(inquiry.attachments),
        escalationRequested: false,
        warnings: [],
        estimatedResponseTime: inquiry.estimatedResponseTime,
        version: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })
      .commit(),
    InquiryText.inTransaction()
      .create({
        inquiryId,
        content: inquiry.content,
        ...(inquiry.customerEmail !== undefined && { customerEmail: inquiry.customerEmail }),
        attachments: inquiry.attachments,
      })
      .commit(),
    TimelineEvent.inTransaction()
      .create({ inquiryId, atMs: nowMs, run, kind: 'submitted', facts: { attachments: inquiry.attachments.length } })
      .commit(),
    DueWork.inTransaction()
      .create({ inquiryId, companyId, shard: shardOf(inquiryId), dueAtMs: startDueAt(nowMs) })
      .commit(),
  ];
}

/** Finds the inquiry for a request about a person's data: one item an inquiry, so that no two collide on it. */
function personItems(inquiry: NewInquiry) {
  const { inquiryId, companyId, customerEmail } = inquiry;
  if (customerEmail === undefined) return [];
  const personHash = personHashOf(customerEmail, modeOf(inquiry));
  return [PersonReference.inTransaction().create({ companyId, personHash, inquiryId }).commit()];
}

/** What other inquiries of the company may claim as well. */
function sharedItems(inquiry: NewInquiry) {
  const { inquiryId, companyId, idempotency, externalId, uploadIds = [], nowMs } = inquiry;
  return [
    ...(idempotency === undefined
      ? []
      : [claimIdempotencyKey({ companyId, idempotency, resourceId: inquiryId, nowMs })]),
    ...(externalId === undefined
      ? []
      : [
          ExternalReference.inTransaction()
            .create({ companyId, externalIdHash: externalIdHashOf(externalId, modeOf(inquiry)), inquiryId })
            .commit(),
        ]),
    ...uploadIds.map((uploadId) => takeUpload({ companyId, uploadId, inquiryId })),
  ];
}
