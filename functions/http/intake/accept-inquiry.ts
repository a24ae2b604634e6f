import { findInquiry } from '../../entities/inquiry.ts';
import { type NewInquiry, type SubmitOutcome, submitInquiry } from '../../transactions/submit-inquiry.ts';
import { removeAttachments } from './attachment-objects.ts';

/** Names with which the store says that a transaction was not carried out, for certain. */
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
 * Attachments go again when it was not accepted, but only when that is certain: a lost answer may hide a commit.
 */
export async function acceptInquiry(
  inquiry: NewInquiry,
): Promise<'accepted' | Exclude<SubmitOutcome, 'committed' | 'id_taken'>> {
  try {
    const outcome = await submitInquiry(inquiry);
    // The id is fresh, so a head that exists is our own: an earlier try of the SDK has committed it.
    if (outcome === 'committed' || outcome === 'id_taken') return 'accepted';
    await removeAttachments(inquiry.attachments);
    return outcome;
  } catch (error) {
    const isRefused = error instanceof Error && certainRefusals.has(error.name);
    if (isRefused) await removeAttachments(inquiry.attachments);
    // Two transactions met on an item that inquiries can share.
    if (isRefused && error.message.includes('TransactionConflict')) {
      if (inquiry.idempotency !== undefined) return 'key_taken';
      if (inquiry.externalId !== undefined) return 'external_id_taken';
      if (inquiry.uploadIds !== undefined) return 'upload_taken';
    }
    if (!isRefused && (await findInquiry(inquiry.inquiryId)) !== null) return 'accepted';
    throw error;
  }
}
