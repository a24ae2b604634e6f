import { privacyRoutes } from '../../../schemas/api/privacy-routes.ts';
import { exportLinkOf } from '../../data-requests/export-objects.ts';
import { findDataRequest } from '../../entities/data-request.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { dataRequestView } from '../privacy/data-request-view.ts';

export const getDataRequest = httpRoute(privacyRoutes, 'getDataRequest', async ({ path, principal, nowMs }) => {
  const { companyId } = principal;
  const request = await findDataRequest({ companyId, dataRequestId: path.dataRequestId });
  if (request === null || request.mode !== principal.mode) throw new ProblemError('not_found');
  const { availableUntilMs } = request;
  const isAvailable = availableUntilMs !== undefined && nowMs < availableUntilMs;
  const link = isAvailable ? { downloadUrl: await exportLinkOf(request) } : {};
  return { status: 200, body: { ...dataRequestView(request), ...link } };
});
