import type * as z from 'zod/mini';
import type { Scope } from '../company.ts';
import type { ProblemCode } from '../errors.ts';
import { SubmitBatchRequest, SubmitBatchResponse } from './batch.ts';
import {
  CompanyAnswer,
  EscalateResponse,
  FeedbackRequest,
  FeedbackResponse,
  GetInquiryQuery,
  GetInquiryStatusQuery,
  InquiryDetail,
  InquiryStatusResponse,
  ListEventsResponse,
  ListInquiriesQuery,
  ListInquiriesResponse,
  ReopenRequest,
  ReopenResponse,
  SubmitInquiryRequest,
  SubmitInquiryResponse,
} from './inquiries.ts';

/** Which Lambda serves a route: one for each set of permissions, not one for each path. */
export type RouteProfile = 'intake' | 'read' | 'agent' | 'public';

export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  /** API Gateway style: `/v1/inquiries/{inquiryId}`. */
  readonly path: string;
  readonly profile: RouteProfile;
  /**
   * `company` = API key with `scope`; `company_or_customer` = that, or the inquiry's status token; `link` = the path
   * carries a signed token; `none` = open.
   */
  readonly auth: 'company' | 'company_or_customer' | 'link' | 'none';
  readonly scope?: Scope;
  readonly summary: string;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  readonly success: {
    readonly status: 200 | 201 | 202 | 303;
    readonly contentType: 'application/json' | 'text/html';
    readonly schema?: z.ZodMiniType;
  };
  readonly problems: readonly ProblemCode[];
}

const keyed = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const withBody = [
  'invalid_json',
  'bad_request',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
] as const satisfies readonly ProblemCode[];

/** Every route of the API. The router, the gateway, the OpenAPI document and the tests are read from here. */
export const routes = {
  submitInquiry: {
    method: 'POST',
    path: '/v1/inquiries',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    summary: 'Submit a customer’s inquiry',
    body: SubmitInquiryRequest,
    success: { status: 202, contentType: 'application/json', schema: SubmitInquiryResponse },
    problems: [...keyed, ...withBody, 'idempotency_mismatch', 'idempotency_in_progress', 'external_id_taken'],
  },
  submitBatch: {
    method: 'POST',
    path: '/v1/inquiries/batch',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    summary: 'Submit up to 100 inquiries without attachments, each accepted or refused by itself',
    body: SubmitBatchRequest,
    success: { status: 200, contentType: 'application/json', schema: SubmitBatchResponse },
    problems: [...keyed, ...withBody],
  },
  listInquiries: {
    method: 'GET',
    path: '/v1/inquiries',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    summary: 'List the company’s inquiries, newest first',
    query: ListInquiriesQuery,
    success: { status: 200, contentType: 'application/json', schema: ListInquiriesResponse },
    problems: [...keyed, 'validation_failed'],
  },
  getInquiry: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    summary: 'Read one inquiry with its answer',
    query: GetInquiryQuery,
    success: { status: 200, contentType: 'application/json', schema: InquiryDetail },
    problems: [...keyed, 'validation_failed', 'not_found', 'erased'],
  },
  getAnswer: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/answer',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    summary: 'Read the present answer alone',
    success: { status: 200, contentType: 'application/json', schema: CompanyAnswer },
    problems: [...keyed, 'not_found', 'no_answer', 'erased'],
  },
  listEvents: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/events',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    summary: 'Read an inquiry’s timeline',
    success: { status: 200, contentType: 'application/json', schema: ListEventsResponse },
    problems: [...keyed, 'not_found', 'erased'],
  },
  getInquiryStatus: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/status',
    profile: 'read',
    auth: 'company_or_customer',
    scope: 'inquiries:read',
    summary: 'Poll an inquiry: progress, and the answer once there',
    query: GetInquiryStatusQuery,
    success: { status: 200, contentType: 'application/json', schema: InquiryStatusResponse },
    problems: [...keyed, 'validation_failed', 'not_found', 'erased'],
  },
  escalateInquiry: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/escalate',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    summary: 'Ask for a person',
    success: { status: 202, contentType: 'application/json', schema: EscalateResponse },
    problems: [...keyed, 'not_found', 'erased', 'status_conflict'],
  },
  giveFeedback: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/feedback',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    summary: 'Tell whether the answer helped; a helpful one resolves the inquiry',
    body: FeedbackRequest,
    success: { status: 200, contentType: 'application/json', schema: FeedbackResponse },
    problems: [...keyed, ...withBody, 'not_found', 'erased', 'status_conflict'],
  },
  reopenInquiry: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/reopen',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    summary: 'Open an answered inquiry again, for a person',
    body: ReopenRequest,
    success: { status: 202, contentType: 'application/json', schema: ReopenResponse },
    problems: [...keyed, ...withBody, 'not_found', 'erased', 'status_conflict'],
  },
  showStatusPage: {
    method: 'GET',
    path: '/s/{statusToken}',
    profile: 'public',
    auth: 'link',
    summary: 'The customer’s page',
    success: { status: 200, contentType: 'text/html' },
    problems: ['not_found', 'erased', 'internal'],
  },
  requestPersonFromPage: {
    method: 'POST',
    path: '/s/{statusToken}',
    profile: 'public',
    auth: 'link',
    summary: 'Ask for a person from the customer’s page',
    success: { status: 303, contentType: 'text/html' },
    problems: ['not_found', 'erased', 'status_conflict', 'internal'],
  },
  showReplyPage: {
    method: 'GET',
    path: '/r/{linkToken}',
    profile: 'agent',
    auth: 'link',
    summary: 'The agent’s reply page; changes nothing',
    success: { status: 200, contentType: 'text/html' },
    problems: ['not_found', 'already_replied', 'link_expired', 'erased', 'internal'],
  },
  submitReply: {
    method: 'POST',
    path: '/r/{linkToken}',
    profile: 'agent',
    auth: 'link',
    summary: 'Reply to the customer',
    success: { status: 200, contentType: 'text/html' },
    problems: [
      'bad_request',
      'payload_too_large',
      'validation_failed',
      'not_found',
      'already_replied',
      'link_expired',
      'erased',
      'internal',
    ],
  },
  checkHealth: {
    method: 'GET',
    path: '/healthz',
    profile: 'public',
    auth: 'none',
    summary: 'Is the process alive',
    success: { status: 200, contentType: 'application/json' },
    problems: [],
  },
  checkReadiness: {
    method: 'GET',
    path: '/readyz',
    profile: 'public',
    auth: 'none',
    summary: 'Can it take inquiries',
    success: { status: 200, contentType: 'application/json' },
    problems: ['unavailable'],
  },
  showOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    profile: 'public',
    auth: 'none',
    summary: 'This API, as OpenAPI 3.1',
    success: { status: 200, contentType: 'application/json' },
    problems: [],
  },
  showDocs: {
    method: 'GET',
    path: '/docs',
    profile: 'public',
    auth: 'none',
    summary: 'This API, for people',
    success: { status: 200, contentType: 'text/html' },
    problems: ['internal'],
  },
} as const satisfies Record<string, RouteSpec>;

export type OperationId = keyof typeof routes;
