import { startDueAt } from '../../../domain/inquiry/due-times.ts';
import type { CompanyId, InquiryId, Run } from '../../../schemas/ids.ts';
import type { DurationSeconds, EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import type { StoredAttachment } from '../models/attribute-types.ts';
import { shardOf } from '../models/shard-of.ts';

/** How long an Idempotency-Key is remembered. */
const idempotencySeconds = 24 * 3600;

export interface NewInquiry {
  readonly inquiryId: InquiryId;
  readonly companyId: CompanyId;
  readonly run: Run;
  readonly title: string;
  readonly content: string;
  readonly customerEmail?: string | undefined;
  readonly category?: string | undefined;
  readonly externalId?: string | undefined;
  readonly attachments: readonly StoredAttachment[];
  readonly estimatedResponseTime: DurationSeconds;
  readonly idempotency?: { readonly keyHash: string; readonly bodyHash: string };
  readonly nowMs: EpochMs;
}

/**
 * Accepts an inquiry: head, text, first event, due work and idempotency record stand together or not at all. A
 * conflict means that the Idempotency-Key is taken: read the record and compare.
 */
export async function submitInquiry(inquiry: NewInquiry): Promise<CommitOutcome> {
  const { inquiryId, companyId, run, nowMs, idempotency } = inquiry;
  return commit((entity) => [
    entity.inquiry
      .create({
        inquiryId,
        companyId,
        run,
        title: inquiry.title,
        ...(inquiry.category !== undefined && { category: inquiry.category }),
        ...(inquiry.externalId !== undefined && { externalId: inquiry.externalId }),
        status: 'pending',
        entry: 'answer',
        escalationRequested: false,
        warnings: [],
        estimatedResponseTime: inquiry.estimatedResponseTime,
        version: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })
      .commit(),
    entity.inquiryText
      .create({
        inquiryId,
        content: inquiry.content,
        ...(inquiry.customerEmail !== undefined && { customerEmail: inquiry.customerEmail }),
        attachments: inquiry.attachments,
      })
      .commit(),
    entity.timelineEvent
      .create({ inquiryId, atMs: nowMs, run, kind: 'submitted', facts: { attachments: inquiry.attachments.length } })
      .commit(),
    entity.dueWork.create({ inquiryId, shard: shardOf(inquiryId), dueAtMs: startDueAt(nowMs) }).commit(),
    ...(idempotency === undefined
      ? []
      : [
          entity.idempotencyRecord
            .create({ companyId, ...idempotency, inquiryId, expiresAt: Math.floor(nowMs / 1000) + idempotencySeconds })
            .commit(),
        ]),
  ]);
}
