import { DataRequestId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import {
  createDataRequest,
  type DataRequestItem,
  findDataRequest,
  type NewDataRequest,
} from '../../entities/data-request.ts';
import { findIdempotencyRecord } from '../../entities/idempotency.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';

type Asked = Omit<NewDataRequest, 'dataRequestId'>;

/** Accepts a request, or finds the one that the same key made earlier. @throws ProblemError */
export async function acceptDataRequest(
  asked: Asked,
): Promise<{ request: Pick<DataRequestItem, 'dataRequestId' | 'kind' | 'state'>; isReplayed: boolean }> {
  const earlier = await replayed(asked);
  if (earlier !== null) return { request: earlier, isReplayed: true };
  const dataRequestId = newId(asked.nowMs);
  const outcome = await createDataRequest({ ...asked, dataRequestId });
  if (outcome.kind === 'committed')
    return { request: { dataRequestId, kind: asked.kind, state: 'pending' }, isReplayed: false };
  const winner = await replayed(asked);
  if (winner === null) throw new ProblemError('idempotency_in_progress', { headers: { 'retry-after': '1' } });
  return { request: winner, isReplayed: true };
}

const newId = (nowMs: EpochMs): DataRequestId => DataRequestId.parse(newUlid(nowMs));

async function replayed({ companyId, idempotency, nowMs }: Asked): Promise<DataRequestItem | null> {
  if (idempotency === undefined) return null;
  const { keyHash, bodyHash } = idempotency;
  const record = await findIdempotencyRecord({ companyId, keyHash }, nowMs);
  if (record === null) return null;
  if (record.bodyHash !== bodyHash) throw new ProblemError('idempotency_mismatch');
  return findDataRequest({ companyId, dataRequestId: DataRequestId.parse(record.resourceId) });
}
