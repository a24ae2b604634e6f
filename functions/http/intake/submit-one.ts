import { ulid } from 'ulid';
import type { SubmitInquiryRequest } from '../../../schemas/api/inquiries.ts';
import { InquiryId, Run } from '../../../schemas/ids.ts';
import { durationSeconds, type EpochMs } from '../../../schemas/units.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { acceptInquiry } from './accept-inquiry.ts';
import { uploadAttachments } from './attachment-objects.ts';
import { externalIdTaken } from './external-id-taken.ts';
import { replayedInquiry, replayOrRefuse } from './idempotency.ts';
import type { IdempotencyKey } from './idempotency-key.ts';
import { readAttachments } from './read-attachments.ts';
import { startRunOrLeaveIt } from './start-run-or-leave-it.ts';

/** Until the inquiry is scored: the time an automatic answer takes. */
export const firstEstimateSeconds = durationSeconds(60);

/** Accepts one inquiry and starts its run, or finds the one that the same key made earlier. @throws ProblemError */
export async function submitOne(
  { attachments, ...fields }: SubmitInquiryRequest,
  options: Tenant & { idempotency: IdempotencyKey | undefined; nowMs: EpochMs },
): Promise<{ inquiryId: InquiryId; isReplayed: boolean }> {
  const { companyId, mode, idempotency, nowMs } = options;
  const earlier = await replayedInquiry(options);
  if (earlier !== null) return { inquiryId: earlier, isReplayed: true };

  const inquiryId = InquiryId.parse(ulid(nowMs).toLowerCase());
  const run = Run.parse(1);
  const sound = await readAttachments(attachments);
  const outcome = await acceptInquiry({
    ...fields,
    inquiryId,
    companyId,
    mode,
    run,
    attachments: await uploadAttachments(sound, { companyId, inquiryId }),
    estimatedResponseTime: firstEstimateSeconds,
    ...(idempotency !== undefined && { idempotency }),
    nowMs,
  });
  if (outcome === 'key_taken') return { inquiryId: await replayOrRefuse(options), isReplayed: true };
  if (outcome === 'external_id_taken') throw await externalIdTaken(options, fields.externalId);
  await startRunOrLeaveIt({ inquiryId, companyId, run, entry: 'answer' });
  return { inquiryId, isReplayed: false };
}
