import type { ProblemCode } from '../errors.ts';
import {
  AgentRequest,
  EscalationDetail,
  EscalationSummary,
  ListEscalationsQuery,
  ListEscalationsResponse,
  ListStaffResponse,
  ReassignRequest,
  ReplyRequest,
} from './escalations.ts';
import type { RouteSpec } from './route-spec.ts';

const keyed = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const ofAgents = { profile: 'agent', auth: 'company', scope: 'escalations' } as const;

/** Actions on a case: the agent is in the body, the version they saw in `If-Match`. */
const action = {
  ...ofAgents,
  method: 'POST',
  success: { status: 200, contentType: 'application/json', schema: EscalationSummary },
  problems: [
    ...keyed,
    'invalid_json',
    'bad_request',
    'payload_too_large',
    'unsupported_media_type',
    'validation_failed',
    'not_found',
    'erased',
    'status_conflict',
    'already_replied',
    'version_conflict',
    'precondition_required',
  ],
} as const;

/** Operations for agents' tools, with a key of the scope `escalations`. */
export const escalationRoutes = {
  listEscalations: {
    ...ofAgents,
    method: 'GET',
    path: '/v1/escalations',
    summary: 'List the cases that wait for people, those due first',
    query: ListEscalationsQuery,
    success: { status: 200, contentType: 'application/json', schema: ListEscalationsResponse },
    problems: [...keyed, 'validation_failed'],
  },
  listStaff: {
    ...ofAgents,
    method: 'GET',
    path: '/v1/escalations/staff',
    summary: 'List who can own a case',
    success: { status: 200, contentType: 'application/json', schema: ListStaffResponse },
    problems: [...keyed, 'not_found'],
  },
  getEscalation: {
    ...ofAgents,
    method: 'GET',
    path: '/v1/escalations/{escalationId}',
    summary: 'Read a case with everything that is needed to answer it',
    success: { status: 200, contentType: 'application/json', schema: EscalationDetail },
    problems: [...keyed, 'not_found', 'erased'],
  },
  claimEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/claim',
    summary: 'Take a case',
    body: AgentRequest,
  },
  releaseEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/release',
    summary: 'Give a case of one’s own to somebody else',
    body: AgentRequest,
  },
  reassignEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/reassign',
    summary: 'Give a case to a named colleague',
    body: ReassignRequest,
  },
  replyToEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/reply',
    summary: 'Answer the customer',
    body: ReplyRequest,
  },
  returnToAi: {
    ...action,
    path: '/v1/escalations/{escalationId}/return-to-ai',
    summary: 'Have the machine try again',
    body: AgentRequest,
  },
} as const satisfies Record<string, RouteSpec>;
