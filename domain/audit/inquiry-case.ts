import * as z from 'zod/mini';
import { AnswerSource } from '../../schemas/answer.ts';
import { EscalationState, NotificationKind } from '../../schemas/escalation.ts';
import { InquiryStatus } from '../../schemas/status.ts';

/** The attributes that the audit reads, as stored and not through the code that it audits. */
export const auditedItems = {
  inquiry: z.object({
    inquiryId: z.string(),
    companyId: z.string(),
    status: InquiryStatus,
    run: z.int(),
    answeredRun: z.optional(z.int()),
  }),
  answer: z.object({ inquiryId: z.string(), run: z.int(), source: AnswerSource }),
  escalation: z.object({
    inquiryId: z.string(),
    escalationId: z.string(),
    companyId: z.string(),
    state: EscalationState,
    ownerAgentId: z.string(),
    generation: z.int(),
    openedAtMs: z.int(),
  }),
  notification: z.object({
    inquiryId: z.string(),
    notificationId: z.string(),
    kind: NotificationKind,
    run: z.int(),
    escalationId: z.optional(z.string()),
    generation: z.optional(z.int()),
    state: z.enum(['due', 'sent', 'withdrawn']),
  }),
  dueWork: z.object({ inquiryId: z.string(), dueAtMs: z.int() }),
} as const;

/** Of a webhook delivery that is still to be made. */
export const AuditedDelivery = z.object({
  companyId: z.string(),
  webhookDeliveryId: z.string(),
  state: z.literal('pending'),
});
export type AuditedDelivery = z.infer<typeof AuditedDelivery>;

export const AuditedJob = z.object({ jobId: z.string(), kind: z.string(), dueAtMs: z.int() });
export type AuditedJob = z.infer<typeof AuditedJob>;

/** Of a company: its staff. */
export const AuditedCompany = z.object({
  companyId: z.string(),
  settings: z.object({ staff: z.array(z.object({ agentId: z.string() })) }),
});

/** The kinds of item that belong to one inquiry. */
export type AuditedEntity = keyof typeof auditedItems;
/** One such item. */
export type Audited<E extends AuditedEntity> = z.infer<(typeof auditedItems)[E]>;

/** The status of an execution; `absent` when none of that name was ever started. */
export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE'
  | 'absent';

/** The items of one inquiry that the audit reads, and the status of its run. */
export interface InquiryCase {
  readonly inquiryId: string;
  readonly inquiry: Audited<'inquiry'> | null;
  /** Bytes of the head as the table bills it; 0 without one. */
  readonly headBytes: number;
  readonly answers: readonly Audited<'answer'>[];
  readonly escalations: readonly Audited<'escalation'>[];
  readonly notifications: readonly Audited<'notification'>[];
  readonly dueWork: Audited<'dueWork'> | null;
  /** Of the current run; null when it does not matter, or is not known yet. */
  readonly execution: ExecutionStatus | null;
}

/** The facts besides the case itself that the rules need. */
export interface Surroundings {
  /** Agent ids by company. */
  readonly staff: ReadonlyMap<string, ReadonlySet<string>>;
  readonly nowMs: number;
}
