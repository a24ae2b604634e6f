import type { DataRequestKind } from '../../../schemas/data-request.ts';
import { type ApiKeyId, type CompanyId, type DataRequestId, JobId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, commit } from '../commit.ts';
import { DataRequest, type DataRequestItem } from '../models/data-request.ts';
import type { JobItem } from '../models/job.ts';
import { ifCondition } from '../store.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { askForJob, endJob } from './job.ts';

export interface NewDataRequest {
  readonly dataRequestId: DataRequestId;
  readonly companyId: CompanyId;
  readonly mode: Mode;
  readonly kind: DataRequestKind;
  readonly personHash: string;
  readonly requestedBy: ApiKeyId;
  readonly idempotency?: { readonly keyHash: string; readonly bodyHash: string } | undefined;
  readonly nowMs: EpochMs;
}

/** Accepts a request about a person's data, with its job and Idempotency-Key. A conflict means that the key is taken. */
export const createDataRequest = (request: NewDataRequest): Promise<CommitOutcome> => {
  const { dataRequestId, companyId, mode, kind, personHash, requestedBy, idempotency, nowMs } = request;
  const counts = { inquiries: 0, items: 0, objects: 0, mails: 0, parts: 0, partBytes: 0, attachmentBytes: 0 };
  return commit([
    DataRequest.inTransaction()
      .create({
        companyId,
        dataRequestId,
        mode,
        kind,
        state: 'pending',
        personHash,
        requestedBy,
        ...counts,
        createdAtMs: nowMs,
      })
      .commit(),
    askForJob({ jobId: JobId.parse(dataRequestId), kind: 'data_request', companyId, nowMs }),
    ...(idempotency === undefined
      ? []
      : [claimIdempotencyKey({ companyId, idempotency, resourceId: dataRequestId, nowMs })]),
  ]);
};

/** The request is done, and so is its job. */
export const finishDataRequest = (
  { companyId, dataRequestId }: DataRequestItem,
  { job, state, nowMs }: { job: JobItem; state: 'done' | 'failed'; nowMs: EpochMs },
): Promise<CommitOutcome> =>
  commit([
    DataRequest.inTransaction().patch({ companyId, dataRequestId }).set({ state, finishedAtMs: nowMs }).commit(),
    endJob(job),
  ]);

type Progress = Pick<
  DataRequestItem,
  'inquiries' | 'items' | 'objects' | 'mails' | 'parts' | 'partBytes' | 'attachmentBytes'
> & { readonly cursor: string | null };

/** One more part of an export is written; nothing when somebody else has told so already. */
export async function recordPart(
  { companyId, dataRequestId, parts }: DataRequestItem,
  { cursor, ...progress }: Progress,
): Promise<void> {
  await ifCondition(() => {
    const patch = DataRequest().patch({ companyId, dataRequestId });
    const next = cursor === null ? patch.set(progress).remove(['cursor']) : patch.set({ ...progress, cursor });
    return next.where((attribute, { eq }) => eq(attribute.parts, parts)).go();
  });
}

/** The export is whole and can be fetched for a time. Its job stays, to delete it afterwards. */
export const offerExport = (
  { companyId, dataRequestId }: DataRequestItem,
  { availableUntilMs, nowMs }: { availableUntilMs: EpochMs; nowMs: EpochMs },
): Promise<CommitOutcome> =>
  commit([
    DataRequest.inTransaction()
      .patch({ companyId, dataRequestId })
      .set({ state: 'done', finishedAtMs: nowMs, availableUntilMs })
      .commit(),
  ]);

/** The export's object is gone: its time was over, or the person was erased. */
export const withdrawExport = ({ companyId, dataRequestId }: DataRequestItem): Promise<CommitOutcome> =>
  commit([DataRequest.inTransaction().patch({ companyId, dataRequestId }).remove(['availableUntilMs']).commit()]);
