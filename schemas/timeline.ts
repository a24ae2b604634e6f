import * as z from 'zod/mini';

/** Kinds of timeline events. The customer sees those in `customerEventKinds` as progress. */
export const TimelineEventKind = z.enum([
  'submitted',
  'analyzed',
  'answer_stored',
  'person_requested',
  'reopened',
  'message_added',
  'escalated',
  'reminded',
  'reassigned',
  'handed_over',
  'claimed',
  'released',
  'returned_to_ai',
  'replied',
  'feedback',
  'customer_notified',
  'staff_notified',
  'delivery_failed',
  'mail_delivered',
  'mail_bounced',
  'mail_complained',
  'run_lost',
  'settled',
  'erased',
]);
export type TimelineEventKind = z.infer<typeof TimelineEventKind>;

/** A hand-over is never silent: the customer sees each one, repeated ones too, and the end. */
export const customerEventKinds = [
  'submitted',
  'analyzed',
  'answer_stored',
  'person_requested',
  'reopened',
  'message_added',
  'escalated',
  'reassigned',
  'handed_over',
  'returned_to_ai',
  'replied',
] as const satisfies readonly TimelineEventKind[];
