import { privacyRoutes } from '../../../schemas/api/privacy-routes.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { eraseNow } from '../privacy/erase-now.ts';
import { isOf } from '../views/open-inquiry.ts';

export const eraseInquiry = httpRoute(privacyRoutes, 'eraseInquiry', async ({ path, principal, nowMs }) => {
  const { inquiryId } = path;
  const inquiry = await findInquiry(inquiryId);
  if (inquiry === null || !isOf(inquiry, principal)) throw new ProblemError('not_found');
  await eraseNow(inquiryId, nowMs);
  return { status: 202, body: { id: inquiryId, status: 'erased' } };
});
