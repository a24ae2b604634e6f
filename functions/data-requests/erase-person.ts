import type { EpochMs } from '../../schemas/units.ts';
import { type DataRequestItem, listExportsOf, withdrawExport } from '../entities/data-request.ts';
import { listPersonReferences, removePersonReference } from '../entities/person-index.ts';
import { deleteObject, eraseInquiry } from '../erasure/erase-inquiry.ts';
import { logger } from '../logger.ts';
import { exportKeyOf } from './export-objects.ts';

/** Inquiries per invocation, each several calls. */
const inquiriesATurn = 50;

/**
 * Erases a person's inquiries up to the request, and their exports; true when nothing is left. Each
 * inquiry's reference is deleted with it, so that an interrupted step is simply repeated.
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
      // Nothing works now: the step is repeated.
      if (!(error instanceof Error) || failed === inquiryIds.length) throw error;
      // One that cannot be erased now does not block the others; its reference stays for the next step.
      logger().error('erasure failed for an inquiry', { inquiryId, dataRequestId, errorName: error.name });
      left = true;
    }
  }
  if (left) return false;
  const exports = await listExportsOf(companyId, personHash);
  for (const made of exports.filter(({ state }) => state === 'done')) await withdraw(made);
  // An export in progress may hold erased data: the erasure waits for it.
  return exports.every(({ state }) => state === 'done');
}

/** Deletes an export; its record stays as the proof that it existed. */
export async function withdraw(request: DataRequestItem): Promise<void> {
  await deleteObject(exportKeyOf(request));
  await withdrawExport(request);
}
