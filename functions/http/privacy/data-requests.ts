import { type DataRequestView, privacyRoutes } from '../../../schemas/api/privacy.ts';
import { DataRequestId, JobId } from '../../../schemas/ids.ts';
import { timestampOf } from '../../../schemas/units.ts';
import { exportLinkOf } from '../../data-requests/export-objects.ts';
import {
  createDataRequest as create,
  type DataRequestItem,
  findDataRequest,
  listDataRequests as listStored,
  type NewDataRequest,
} from '../../entities/data-request.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { personHashOf } from '../../tokens/mac.ts';
import { readIdempotencyKey, replayedResource } from '../shared/idempotency.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';

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

export const listDataRequests = httpRoute(privacyRoutes, 'listDataRequests', async ({ query, principal }) => {
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter: { list: 'data-requests' } };
  const page = await listStored(principal, pageOf(scope, query));
  return { status: 200, body: { items: page.items.map(dataRequestView), ...nextCursorOf(scope, page.cursor) } };
});

export const getDataRequest = httpRoute(privacyRoutes, 'getDataRequest', async ({ path, principal, nowMs }) => {
  const { companyId } = principal;
  const request = await findDataRequest({ companyId, dataRequestId: path.dataRequestId });
  if (request === null || request.mode !== principal.mode) throw new ProblemError('not_found');
  const { availableUntilMs } = request;
  const isAvailable = availableUntilMs !== undefined && nowMs < availableUntilMs;
  const link = isAvailable ? { downloadUrl: await exportLinkOf(request) } : {};
  return { status: 200, body: { ...dataRequestView(request), ...link } };
});

type Asked = Omit<NewDataRequest, 'dataRequestId'>;

/** Accepts a request, or finds the earlier one of the same key. @throws ProblemError */
async function acceptDataRequest(
  asked: Asked,
): Promise<{ request: Pick<DataRequestItem, 'dataRequestId' | 'kind' | 'state'>; isReplayed: boolean }> {
  const earlier = await replayed(asked);
  if (earlier !== null) return { request: earlier, isReplayed: true };
  const dataRequestId = DataRequestId.parse(newUlid(asked.nowMs));
  const outcome = await create({ ...asked, dataRequestId });
  if (outcome.kind === 'committed')
    return { request: { dataRequestId, kind: asked.kind, state: 'pending' }, isReplayed: false };
  const winner = await replayed(asked);
  if (winner === null) throw new ProblemError('idempotency_in_progress', { headers: { 'retry-after': '1' } });
  return { request: winner, isReplayed: true };
}

async function replayed(asked: Asked): Promise<DataRequestItem | null> {
  const { companyId, idempotency, nowMs } = asked;
  const resourceId = await replayedResource({ companyId, idempotency, nowMs });
  return resourceId === null ? null : findDataRequest({ companyId, dataRequestId: DataRequestId.parse(resourceId) });
}

/** A request in its company's view, without the link of an export. */
function dataRequestView(request: DataRequestItem): DataRequestView {
  const { dataRequestId, kind, state, inquiries, items, objects, mails } = request;
  const { createdAtMs, finishedAtMs, availableUntilMs } = request;
  return {
    id: dataRequestId,
    kind,
    state,
    counts: { inquiries, items, objects, mails },
    createdAt: timestampOf(createdAtMs),
    ...(finishedAtMs !== undefined && { finishedAt: timestampOf(finishedAtMs) }),
    ...(availableUntilMs !== undefined && { availableUntil: timestampOf(availableUntilMs) }),
  };
}
