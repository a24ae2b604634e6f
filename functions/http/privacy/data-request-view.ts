import type { DataRequestView } from '../../../schemas/api/privacy.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { DataRequestItem } from '../../entities/data-request.ts';

/** A request as its company sees it, without the link of an export. */
export function dataRequestView(request: DataRequestItem): DataRequestView {
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
