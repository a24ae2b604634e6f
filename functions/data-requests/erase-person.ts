import type { EpochMs } from '../../schemas/units.ts';
import { type DataRequestItem, listExportsOf, withdrawExport } from '../entities/data-request.ts';
import { listPersonReferences, removePersonReference } from '../entities/person-index.ts';
import { deleteObject, eraseInquiry } from '../erasure/erase-inquiry.ts';
import { logger } from '../logger.ts';
import { exportKeyOf } from './export-objects.ts';

/** Inquiries of one turn, each some calls. */
const inquiriesATurn = 50;

/**
 * Erases what a person had sent when they asked, and the exports made for them; true when nothing of it is left. Each
 * inquiry takes its reference along when it goes, so that a turn which broke off is simply begun again.
 */
export async function erasePerson(request: DataRequestItem, nowMs: EpochMs): Promise<boolean> {
  const { companyId, personHash, dataRequestId, createdAtMs } = request;
  const { inquiryIds, cursor } = await listPersonReferences(request, {
    untilMs: createdAtMs,
    limit: inquiriesATurn,
  });
  let left = cursor !== null;
  let failed = 0;
  for (const inquiryId of inquiryIds) {
    try {
      const outcome = await eraseInquiry(inquiryId, { reason: 'data_request', dataRequestId, nowMs });
      if (outcome === 'moving') left = true;
      else await removePersonReference({ companyId, personHash, inquiryId });
    } catch (error) {
      failed += 1;
      // Nothing works now: the turn is made again.
      if (!(error instanceof Error) || failed === inquiryIds.length) throw error;
      // One that cannot be erased now must not keep the others; its reference stays, and the next turn comes to it again.
      logger().error('erasure failed for an inquiry', { inquiryId, dataRequestId, errorName: error.name });
      left = true;
    }
  }
  if (left) return false;
  const exports = await listExportsOf(companyId, personHash);
  for (const made of exports.filter(({ state }) => state === 'done')) await withdraw(made);
  // What is being made may hold what has just been erased: it is waited for.
  return exports.every(({ state }) => state === 'done');
}

/** Deletes an export, for good: its record stays as the proof that it was made. */
export async function withdraw(request: DataRequestItem): Promise<void> {
  await deleteObject(exportKeyOf(request));
  await withdrawExport(request);
}
