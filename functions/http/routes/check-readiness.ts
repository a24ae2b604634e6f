import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { InquiryId } from '../../../schemas/ids.ts';
import { findInquiry } from '../../entities/reads/find-inquiry.ts';
import { logger } from '../../logger.ts';
import { faultFacts } from '../../middleware/http-log.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** No inquiry has it; reading it proves that the table is there and may be read. */
const noInquiry = InquiryId.parse('0'.repeat(26));

export const checkReadiness = httpRoute(serviceRoutes, 'checkReadiness', async () => {
  try {
    await findInquiry(noInquiry);
  } catch (error) {
    logger().warn('not ready', faultFacts(error));
    throw new ProblemError('unavailable', { cause: error, headers: { 'retry-after': '2' } });
  }
  return { status: 200, body: { status: 'ready' } };
});
