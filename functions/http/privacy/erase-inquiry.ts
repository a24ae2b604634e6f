import { privacyRoutes } from '../../../schemas/api/privacy.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { buryInquiry, wipeInquiry } from '../../erasure/erase-inquiry.ts';
import { logger } from '../../logger.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isOf } from '../inquiries/open-inquiry.ts';

export const eraseInquiry = httpRoute(privacyRoutes, 'eraseInquiry', async ({ path, principal, nowMs }) => {
  const { inquiryId } = path;
  const inquiry = await findInquiry(inquiryId);
  if (inquiry === null || !isOf(inquiry, principal)) throw new ProblemError('not_found');
  await eraseNow(inquiryId, nowMs);
  return { status: 202, body: { id: inquiryId, status: 'erased' } };
});

/** Erases at the company's request. An unfinished wipe is due work, which the sweeper finishes. */
async function eraseNow(inquiryId: InquiryId, nowMs: EpochMs): Promise<void> {
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
