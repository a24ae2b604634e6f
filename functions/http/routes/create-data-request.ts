import { privacyRoutes } from '../../../schemas/api/privacy-routes.ts';
import { JobId } from '../../../schemas/ids.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { personHashOf } from '../../tokens/person-hash.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { acceptDataRequest } from '../privacy/accept-data-request.ts';

export const createDataRequest = httpRoute(
  privacyRoutes,
  'createDataRequest',
  async ({ body, bytes, headers, principal, nowMs }) => {
    const { request, isReplayed } = await acceptDataRequest({
      companyId: principal.companyId,
      mode: principal.mode,
      kind: body.kind,
      personHash: personHashOf(body.customerEmail, principal.mode),
      requestedBy: principal.apiKeyId,
      idempotency: readIdempotencyKey('createDataRequest', { headers, bytes, mode: principal.mode }),
      nowMs,
    });
    const { dataRequestId, kind, state } = request;
    if (!isReplayed) await runSoon([JobId.parse(dataRequestId)]);
    return {
      status: 202,
      headers: {
        location: `/v1/data-requests/${dataRequestId}`,
        ...(isReplayed && { 'idempotency-replayed': 'true' }),
      },
      body: { id: dataRequestId, kind, state },
    };
  },
);
