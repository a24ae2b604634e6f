import { answeringEntry } from '../../../domain/inquiry/entry.ts';
import type { Limit } from '../../../domain/rate-limit/rate-limit-fields.ts';
import type { SubmitInquiryRequest } from '../../../schemas/api/submissions.ts';
import { InquiryId, Run } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findExternalReference } from '../../entities/external-reference.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { type NewInquiry, type SubmitOutcome, submitInquiry } from '../../transactions/submit-inquiry.ts';
import { reserveInquiry } from '../../usage/reserve-inquiry.ts';
import { firstEstimateSeconds, startRunOrLeaveIt } from '../shared/executions.ts';
import { type IdempotencyKey, replayedInquiry, replayOrRefuse } from '../shared/idempotency.ts';
import { removeUploads, uploadsTaken } from '../uploads/uploads.ts';
import { removeAttachments, uploadAttachments } from './attachment-objects.ts';
import { readAttachments, type SoundAttachment } from './read-attachments.ts';

interface SubmitOptions extends Tenant {
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

interface Submission {
  readonly inquiryId: InquiryId;
  readonly isReplayed: boolean;
  /** The rest of the month's quota; null for a replay. */
  readonly quota: Limit | null;
}

/** Accepts one inquiry and starts its run, or finds the earlier one of the same key. @throws ProblemError */
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

/** The same request, sent twice at once, may have taken the uploads already: then it is a replay. */
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

/** The store's errors after which a transaction has certainly no effect. */
const certainRefusals: ReadonlySet<string> = new Set([
  'TransactionCanceledException',
  'ValidationException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/**
 * Commits an inquiry whose attachments are uploaded. `key_taken`: its Idempotency-Key belongs to another one.
 * `external_id_taken`: its `externalId` does. `upload_taken`: another one has an upload of it.
 * Attachments are removed only when it was certainly not accepted: a lost answer may hide a commit.
 */
async function acceptInquiry(
  inquiry: NewInquiry,
): Promise<'accepted' | Exclude<SubmitOutcome, 'committed' | 'id_taken'>> {
  try {
    const outcome = await submitInquiry(inquiry);
    // The id is new, so an existing head is our own: an earlier try of the SDK committed it.
    if (outcome === 'committed' || outcome === 'id_taken') return 'accepted';
    await removeAttachments(inquiry.attachments);
    return outcome;
  } catch (error) {
    const isRefused = error instanceof Error && certainRefusals.has(error.name);
    if (isRefused) await removeAttachments(inquiry.attachments);
    // Two transactions collided on an item that inquiries can share.
    if (isRefused && error.message.includes('TransactionConflict')) {
      if (inquiry.idempotency !== undefined) return 'key_taken';
      if (inquiry.externalId !== undefined) return 'external_id_taken';
      if (inquiry.uploadIds !== undefined) return 'upload_taken';
    }
    if (!isRefused && (await findInquiry(inquiry.inquiryId)) !== null) return 'accepted';
    throw error;
  }
}

/** The problem when `externalId` is another inquiry's; a retry while that one is still being stored. */
async function externalIdTaken(tenant: Tenant, externalId = ''): Promise<ProblemError> {
  const inquiryId = await findExternalReference(tenant, externalId);
  if (inquiryId === null) return new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  return new ProblemError('external_id_taken', { inquiryId });
}
