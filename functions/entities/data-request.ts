import type { EntityItem } from 'electrodb';
import { DataRequestKind, DataRequestState } from '../../schemas/data-request.ts';
import { type ApiKeyId, type CompanyId, type DataRequestId, JobId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { type CommitOutcome, commit } from './commit.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { askForJob, endJob, type JobItem } from './job.ts';
import { readMatching } from './read-range.ts';
import { byKeysAlone, entityOf, getConsistently, ifCondition, withAwsErrors } from './store.ts';
import type { Tenant } from './tenant.ts';

/**
 * A person's request about their data: the task, its progress, and afterwards the proof that it was done. It
 * is kept; of the person it holds the hash of their address alone.
 */
export const DataRequest = entityOf({
  model: { entity: 'dataRequest', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    dataRequestId: { type: type.dataRequestId, required: true, readOnly: true },
    /** Mode of its inquiries: that of the requesting key. */
    mode: { type: Mode.options, required: true, readOnly: true },
    kind: { type: DataRequestKind.options, required: true, readOnly: true },
    state: { type: DataRequestState.options, required: true },
    /** Of `personHashOf`. */
    personHash: { type: 'string', required: true, readOnly: true },
    requestedBy: { type: type.apiKeyId, required: true, readOnly: true },
    inquiries: { type: 'number', required: true },
    items: { type: 'number', required: true },
    objects: { type: 'number', required: true },
    mails: { type: 'number', required: true },
    /** Of an export in progress: parts, their bytes, those of attachments, and the cursor of the next part. */
    parts: { type: 'number', required: true },
    partBytes: { type: 'number', required: true },
    attachmentBytes: { type: 'number', required: true },
    cursor: { type: 'string' },
    /** Until when an export can be fetched. */
    availableUntilMs: { type: type.epochMs },
    createdAtMs: { type: type.epochMs, required: true, readOnly: true },
    finishedAtMs: { type: type.epochMs },
  },
  indexes: {
    request: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['dataRequestId'] },
    },
  },
});
export type DataRequestItem = EntityItem<ReturnType<typeof DataRequest>>;

/** One request about a person's data, read consistently; null when the company has none of this id. */
export async function findDataRequest(key: {
  companyId: CompanyId;
  dataRequestId: DataRequestId;
}): Promise<DataRequestItem | null> {
  return getConsistently(DataRequest().get(key));
}

/**
 * A company's requests about personal data, newest first. The cursor names the tenant's partition, as in `InquiryPage`.
 */
export async function listDataRequests(
  { companyId, mode }: Tenant,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ readonly items: readonly DataRequestItem[]; readonly cursor: string | null }> {
  const query = DataRequest()
    .query.request({ companyId })
    .where((attribute, { eq }) => eq(attribute.mode, mode));
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, order: 'desc', ...page })), {
    limit,
    cursor,
  });
}

/** The exports of one person that the company can still fetch, or that are in progress. */
export async function listExportsOf(companyId: CompanyId, personHash: string): Promise<readonly DataRequestItem[]> {
  const { data } = await withAwsErrors(() =>
    DataRequest()
      .query.request({ companyId })
      .where((attribute, { eq, exists }) =>
        [
          eq(attribute.personHash, personHash),
          eq(attribute.kind, 'export'),
          `(${exists(attribute.availableUntilMs)} OR ${eq(attribute.state, 'pending')})`,
        ].join(' AND '),
      )
      .go({ consistent: true, pages: 'all' }),
  );
  return data;
}

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

/**
 * Accepts a request about a person's data, with its job and Idempotency-Key. A conflict means that the key is taken.
 */
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

/** Records one more part of an export; does nothing when it is recorded already. */
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

/** The export is complete and can be fetched for a time. Its job stays, to delete it afterwards. */
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

/** The export's object is gone: it expired, or the person was erased. */
export const withdrawExport = ({ companyId, dataRequestId }: DataRequestItem): Promise<CommitOutcome> =>
  commit([DataRequest.inTransaction().patch({ companyId, dataRequestId }).remove(['availableUntilMs']).commit()]);
