import * as z from 'zod/mini';
import { DataRequestCounts, DataRequestKind, DataRequestState } from '../data-request.ts';
import { DataRequestId, InquiryId } from '../ids.ts';
import { Timestamp } from '../units.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';

export const EraseInquiryResponse = z.object({ id: InquiryId, status: z.literal('erased') });

export const CreateDataRequestRequest = z.strictObject({
  kind: DataRequestKind,
  /** Whose data: the address of the person's inquiries, in any case and Unicode form. */
  customerEmail: z.email().check(z.maxLength(254)),
});

export const CreateDataRequestResponse = z.object({
  id: DataRequestId,
  kind: DataRequestKind,
  state: DataRequestState,
});

/** A request about a person's data; once it is done, the proof of it. It does not hold the person's address. */
export const DataRequestView = z.object({
  ...CreateDataRequestResponse.shape,
  counts: DataRequestCounts,
  createdAt: Timestamp,
  finishedAt: z.optional(Timestamp),
  /** Of an export, until this time. */
  availableUntil: z.optional(Timestamp),
  /** Of a finished export: created at each reading, valid for 15 minutes. */
  downloadUrl: z.optional(z.url()),
});
export type DataRequestView = z.infer<typeof DataRequestView>;

export const ListDataRequestsQuery = z.strictObject({
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9][0-9]|100)$/, 'must be 1–100'))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
/** Newest first, without links. */
export const ListDataRequestsResponse = z.object({
  items: z.array(DataRequestView),
  nextCursor: z.optional(z.string()),
});

const base = { profile: 'admin', auth: 'company', scope: 'admin' } as const;

/** Personal data: erasure of an inquiry, export and erasure of all data of a person. */
export const privacyRoutes = {
  eraseInquiry: {
    method: 'DELETE',
    path: '/v1/inquiries/{inquiryId}',
    ...base,
    success: { status: 202, contentType: 'application/json', schema: EraseInquiryResponse },
    problems: [...keyProblems, 'not_found'],
  },
  createDataRequest: {
    method: 'POST',
    path: '/v1/data-requests',
    ...base,
    isKeyed: true,
    body: CreateDataRequestRequest,
    success: { status: 202, contentType: 'application/json', schema: CreateDataRequestResponse },
    problems: [...keyProblems, ...bodyProblems, 'idempotency_mismatch', 'idempotency_in_progress'],
  },
  listDataRequests: {
    method: 'GET',
    path: '/v1/data-requests',
    ...base,
    query: ListDataRequestsQuery,
    success: { status: 200, contentType: 'application/json', schema: ListDataRequestsResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  getDataRequest: {
    method: 'GET',
    path: '/v1/data-requests/{dataRequestId}',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: DataRequestView },
    problems: [...keyProblems, 'not_found'],
  },
} as const satisfies Record<string, RouteSpec>;
