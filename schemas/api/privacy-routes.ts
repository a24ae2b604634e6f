import type { ProblemCode } from '../errors.ts';
import {
  CreateDataRequestRequest,
  CreateDataRequestResponse,
  DataRequestView,
  EraseInquiryResponse,
  ListDataRequestsQuery,
  ListDataRequestsResponse,
} from './privacy.ts';
import type { RouteSpec } from './route-spec.ts';

const keyed = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

/** Personal data: erasure of an inquiry, export and erasure of all data of a person. */
export const privacyRoutes = {
  eraseInquiry: {
    method: 'DELETE',
    path: '/v1/inquiries/{inquiryId}',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Erase one inquiry with all that belongs to it',
    success: { status: 202, contentType: 'application/json', schema: EraseInquiryResponse },
    problems: [...keyed, 'not_found'],
  },
  createDataRequest: {
    method: 'POST',
    path: '/v1/data-requests',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Export or erase everything of one person',
    isKeyed: true,
    body: CreateDataRequestRequest,
    success: { status: 202, contentType: 'application/json', schema: CreateDataRequestResponse },
    problems: [
      ...keyed,
      'invalid_json',
      'bad_request',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'idempotency_mismatch',
      'idempotency_in_progress',
    ],
  },
  listDataRequests: {
    method: 'GET',
    path: '/v1/data-requests',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'List requests about personal data, newest first',
    query: ListDataRequestsQuery,
    success: { status: 200, contentType: 'application/json', schema: ListDataRequestsResponse },
    problems: [...keyed, 'validation_failed'],
  },
  getDataRequest: {
    method: 'GET',
    path: '/v1/data-requests/{dataRequestId}',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Read a request about personal data: how far it is, what it did, and the link of an export',
    success: { status: 200, contentType: 'application/json', schema: DataRequestView },
    problems: [...keyed, 'not_found'],
  },
} as const satisfies Record<string, RouteSpec>;
