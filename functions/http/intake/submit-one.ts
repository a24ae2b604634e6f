import { answeringEntry } from '../../../domain/inquiry/entry.ts';
import type { Limit } from '../../../domain/rate-limit/rate-limit-fields.ts';
import type { SubmitInquiryRequest } from '../../../schemas/api/inquiries.ts';
import { InquiryId, Run } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { newUlid } from '../../new-ulid.ts';
import { reserveInquiry } from '../../usage/reserve-inquiry.ts';
import { acceptInquiry } from './accept-inquiry.ts';
import { uploadAttachments } from './attachment-objects.ts';
import { externalIdTaken } from './external-id-taken.ts';
import { firstEstimateSeconds } from './first-estimate.ts';
import { replayedInquiry, replayOrRefuse } from './idempotency.ts';
import type { IdempotencyKey } from './idempotency-key.ts';
import { readAttachments, type SoundAttachment } from './read-attachments.ts';
import { uploadsTaken } from './read-uploads.ts';
import { startRunOrLeaveIt } from './start-run-or-leave-it.ts';
import { removeUploads } from './upload-objects.ts';

interface SubmitOptions extends Tenant {
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

export interface Submission {
  readonly inquiryId: InquiryId;
  readonly isReplayed: boolean;
  /** What the plan still allows this month; null for a replay. */
  readonly quota: Limit | null;
}

/** Accepts one inquiry and starts its run, or finds the one that the same key made earlier. @throws ProblemError */
export async function submitOne(inquiry: SubmitInquiryRequest, options: SubmitOptions): Promise<Submission> {
  const earlier = await replayedInquiry(options);
  if (earlier !== null) return replay(earlier);

  const reservation = await reserveInquiry(options);
  try {
    const submission = await acceptNew(inquiry, { ...options, quota: reservation.limit });
    if (submission.isReplayed) reservation.giveBack();
    return submission;
  } catch (error) {
    reservation.giveBack();
    throw error;
  }
}

const replay = (inquiryId: InquiryId): Submission => ({ inquiryId, isReplayed: true, quota: null });

async function acceptNew(
  { attachments, uploadIds = [], ...fields }: SubmitInquiryRequest,
  options: SubmitOptions & { quota: Limit | null },
): Promise<Submission> {
  const { companyId, mode, idempotency, nowMs, quota } = options;
  const inquiryId = InquiryId.parse(newUlid(nowMs));
  const run = Run.parse(1);
  const sound = await soundOrReplayed({ attachments, uploadIds }, options);
  if ('replayed' in sound) return replay(sound.replayed);
  const outcome = await acceptInquiry({
    ...fields,
    inquiryId,
    companyId,
    mode,
    run,
    ...(uploadIds.length > 0 && { uploadIds }),
    attachments: await uploadAttachments(sound.attachments, { companyId, inquiryId }),
    estimatedResponseTime: firstEstimateSeconds,
    ...(idempotency !== undefined && { idempotency }),
    nowMs,
  });
  if (outcome === 'key_taken') return replay(await replayOrRefuse(options));
  if (outcome === 'external_id_taken') throw await externalIdTaken(options, fields.externalId);
  if (outcome === 'upload_taken') throw await uploadsTaken(uploadIds, companyId);
  await startRunOrLeaveIt({ inquiryId, companyId, run, entry: answeringEntry(sound.attachments) });
  await removeUploads(uploadIds.map((uploadId) => ({ companyId, uploadId })));
  return { inquiryId, isReplayed: false, quota };
}

/** The same request, sent twice at once, may have taken the uploads by now: then it is a replay and not at fault. */
async function soundOrReplayed(
  files: Pick<SubmitInquiryRequest, 'attachments' | 'uploadIds'>,
  submission: SubmitOptions,
): Promise<{ attachments: readonly SoundAttachment[] } | { replayed: InquiryId }> {
  try {
    return { attachments: await readAttachments({ ...files, ...submission }) };
  } catch (error) {
    const replayed = await replayedInquiry(submission);
    if (replayed === null) throw error;
    return { replayed };
  }
}
