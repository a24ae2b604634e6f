import * as z from 'zod/mini';
import { AnswerSource, Citation } from '../answer.ts';
import { StaffMember } from '../company.ts';
import { EscalationStage, EscalationState } from '../escalation.ts';
import { AgentId, EscalationId, InquiryId } from '../ids.ts';
import {
  AttachmentType,
  EscalationReason,
  InquiryWarning,
  LanguageCode,
  PriorityReason,
  Sentiment,
  Urgency,
} from '../inquiry.ts';
import { StaffPassage } from '../knowledge.ts';
import { InquiryStatus } from '../status.ts';
import { Timestamp } from '../units.ts';
import { MessageView } from './follow-ups.ts';
import { TimelineEventView } from './inquiries.ts';
import { replyCharacters } from './limits.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanText } from './text.ts';

/** A member of staff; the name is the id when they have left. */
const Agent = z.object({ agentId: AgentId, name: z.string() });

/** An escalation in the list. */
export const EscalationSummary = z.object({
  id: EscalationId,
  inquiryId: InquiryId,
  title: z.string(),
  state: EscalationState,
  stage: EscalationStage,
  reason: EscalationReason,
  urgency: Urgency,
  priorityScore: z.optional(z.int()),
  owner: Agent,
  openedAt: Timestamp,
  /** When the SLA clock takes its next step: reminder, another owner, a manager. */
  dueAt: Timestamp,
  /** The deadline of the reply. */
  slaDueAt: Timestamp,
  /** Hand-overs since the SLA was missed. */
  slips: z.int(),
  /** Since when the customer has waited for this reply. */
  customerWaitingSince: Timestamp,
  version: z.int(),
  /** For `If-Match` of the actions on this escalation. */
  etag: z.string(),
});
export type EscalationSummary = z.infer<typeof EscalationSummary>;

/** The evidence card as data: everything an agent needs to answer. */
export const EscalationDetail = z.object({
  ...EscalationSummary.shape,
  /** Reasons of the gate or the machine against an automatic answer. */
  reasons: z.array(z.string()),
  inquiry: z.object({
    status: InquiryStatus,
    content: z.string(),
    category: z.optional(z.string()),
    customerEmail: z.optional(z.string()),
    language: z.optional(LanguageCode),
    sentiment: z.optional(Sentiment),
    warnings: z.array(InquiryWarning),
    createdAt: Timestamp,
  }),
  messages: z.array(MessageView),
  attachments: z.array(z.object({ filename: z.string(), contentType: AttachmentType, bytes: z.int(), pages: z.int() })),
  /** Text read from the attachments. */
  pages: z.array(
    z.object({
      filename: z.string(),
      page: z.int(),
      outcome: z.enum(['read', 'empty', 'unreadable']),
      text: z.string(),
      unsureWords: z.array(z.string()),
    }),
  ),
  priorityReasons: z.array(PriorityReason),
  /** Passages found by the last retrieval: those the draft cites first, then the best. */
  passages: z.array(StaffPassage),
  /** Written by the machine and not sent. */
  draft: z.optional(z.object({ text: z.string(), citations: z.array(Citation) })),
  responseQualityScore: z.optional(z.number()),
  /** The answer that the customer has, from before this escalation. */
  answer: z.optional(z.object({ text: z.string(), source: AnswerSource, at: Timestamp })),
  /** Without the delivery of mails. */
  events: z.array(TimelineEventView),
  reply: z.optional(z.object({ text: z.string(), agent: Agent, at: Timestamp })),
});
export type EscalationDetail = z.infer<typeof EscalationDetail>;

export const ListEscalationsQuery = z.strictObject({
  /** `open` when absent. */
  state: z.optional(EscalationState),
  /** The owner. */
  agent: z.optional(AgentId),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-4][0-9]|50)$/, 'must be 1–50'))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
export const ListEscalationsResponse = z.object({
  items: z.array(EscalationSummary),
  nextCursor: z.optional(z.string()),
});

/** The agents that may be named, and the company's time zone. */
export const ListStaffResponse = z.object({
  companyName: z.string(),
  locale: z.enum(['ko', 'en']),
  timeZone: z.string(),
  items: z.array(z.object({ ...Agent.shape, role: StaffMember.shape.role })),
});

const acting = { agentId: AgentId };

/** Who acts. */
export const AgentRequest = z.strictObject(acting);
export const ReassignRequest = z.strictObject({
  ...acting,
  toAgentId: AgentId,
  /** Goes to the new owner with the mail. */
  note: z.optional(humanText(1_000)),
});
export const ReplyRequest = z.strictObject({ ...acting, text: humanText(replyCharacters) });

const ofAgents = { profile: 'agent', auth: 'company', scope: 'escalations' } as const;

/** Actions on a case: the agent is in the body, the version they saw in `If-Match`. */
const action = {
  ...ofAgents,
  method: 'POST',
  success: { status: 200, contentType: 'application/json', schema: EscalationSummary },
  problems: [
    ...keyProblems,
    ...bodyProblems,
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
    query: ListEscalationsQuery,
    success: { status: 200, contentType: 'application/json', schema: ListEscalationsResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  listStaff: {
    ...ofAgents,
    method: 'GET',
    path: '/v1/escalations/staff',
    success: { status: 200, contentType: 'application/json', schema: ListStaffResponse },
    problems: [...keyProblems, 'not_found'],
  },
  getEscalation: {
    ...ofAgents,
    method: 'GET',
    path: '/v1/escalations/{escalationId}',
    success: { status: 200, contentType: 'application/json', schema: EscalationDetail },
    problems: [...keyProblems, 'not_found', 'erased'],
  },
  claimEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/claim',
    body: AgentRequest,
  },
  releaseEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/release',
    body: AgentRequest,
  },
  reassignEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/reassign',
    body: ReassignRequest,
  },
  replyToEscalation: {
    ...action,
    path: '/v1/escalations/{escalationId}/reply',
    body: ReplyRequest,
  },
  returnToAi: {
    ...action,
    path: '/v1/escalations/{escalationId}/return-to-ai',
    body: AgentRequest,
  },
} as const satisfies Record<string, RouteSpec>;
