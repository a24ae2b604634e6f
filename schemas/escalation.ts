import * as z from 'zod/mini';

export const EscalationState = z.enum(['open', 'replied', 'returned_to_ai', 'closed']);
export type EscalationState = z.infer<typeof EscalationState>;

/** The SLA step that an open escalation has reached; each is entered once, except that `handed_over` repeats. */
export const EscalationStage = z.enum(['assigned', 'reminded', 'reassigned', 'handed_over']);
export type EscalationStage = z.infer<typeof EscalationStage>;

/** The decision of DecideEscalation, on which the state machine branches. */
export const EscalationDecision = z.enum([
  'replied',
  'wait',
  'remind',
  'reassign',
  'handover',
  'contact',
  'returned_to_ai',
  'closed',
]);
export type EscalationDecision = z.infer<typeof EscalationDecision>;

export const NotificationKind = z.enum([
  'answer',
  'staff_assigned',
  'staff_reminder',
  'staff_reassigned',
  'staff_handover',
  'staff_message',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;
