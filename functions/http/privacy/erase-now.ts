import type { InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { buryInquiry } from '../../erasure/erase-inquiry.ts';
import { wipeInquiry } from '../../erasure/wipe-inquiry.ts';
import { logger } from '../../logger.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** Erases at the company's word. A tombstone that could not be wiped is work that is due: the sweeper finishes it. */
export async function eraseNow(inquiryId: InquiryId, nowMs: EpochMs): Promise<void> {
  const outcome = await buryInquiry(inquiryId, { reason: 'request', nowMs });
  if (outcome === 'moving') throw new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  try {
    const workspace = await readWorkspace(inquiryId);
    if (workspace !== null) await wipeInquiry(workspace);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('erasure left to the sweeper', { inquiryId, errorName: error.name });
  }
}
