import * as z from 'zod/mini';

export const InquiryStatus = z.enum(['pending', 'ai_responded', 'escalated', 'resolved', 'erased']);
export type InquiryStatus = z.infer<typeof InquiryStatus>;

export const StatusEvent = z.enum([
  'submitted',
  'answer_stored',
  'escalation_opened',
  'person_requested',
  'escalation_requested',
  'reopened',
  'message_added',
  'reply_committed',
  'returned_to_ai',
  'accepted',
  'settled',
  'run_lost',
  'erased',
]);
export type StatusEvent = z.infer<typeof StatusEvent>;

/** A transition's effect on the inquiry's run: `keep` stays in it, `raise` requests the next execution. */
type RunChange = 'keep' | 'raise';

/** Who makes the transition: an HTTP route, a task of the state machine, or the sweeper. */
type MovedBy = 'http' | 'store-answer' | 'open-escalation' | 'reply' | 'sweeper';

export interface StatusTransition {
  readonly from: InquiryStatus | null;
  readonly event: StatusEvent;
  readonly to: InquiryStatus;
  readonly run: RunChange;
  readonly movedBy: MovedBy;
}

/**
 * Every move an inquiry's status can make; handlers, conditions of store writes, API conflicts and documents derive
 * from it. A pair (from, event) that is not here is a conflict.
 */
export const statusTransitions: readonly StatusTransition[] = [
  { from: null, event: 'submitted', to: 'pending', run: 'keep', movedBy: 'http' },
  { from: 'pending', event: 'answer_stored', to: 'ai_responded', run: 'keep', movedBy: 'store-answer' },
  { from: 'pending', event: 'escalation_opened', to: 'escalated', run: 'keep', movedBy: 'open-escalation' },
  // A run that adopts the escalation of a lost one finds the status already there.
  { from: 'escalated', event: 'escalation_opened', to: 'escalated', run: 'keep', movedBy: 'open-escalation' },
  // The running execution obeys the mark at its gate, so no second one is started.
  { from: 'pending', event: 'person_requested', to: 'pending', run: 'keep', movedBy: 'http' },
  { from: 'ai_responded', event: 'escalation_requested', to: 'escalated', run: 'raise', movedBy: 'http' },
  { from: 'resolved', event: 'escalation_requested', to: 'escalated', run: 'raise', movedBy: 'http' },
  { from: 'ai_responded', event: 'reopened', to: 'escalated', run: 'raise', movedBy: 'http' },
  { from: 'resolved', event: 'reopened', to: 'escalated', run: 'raise', movedBy: 'http' },
  // The answer in progress does not know the new message, so the run is repeated.
  { from: 'pending', event: 'message_added', to: 'pending', run: 'raise', movedBy: 'http' },
  { from: 'escalated', event: 'message_added', to: 'escalated', run: 'keep', movedBy: 'http' },
  { from: 'escalated', event: 'reply_committed', to: 'resolved', run: 'keep', movedBy: 'reply' },
  { from: 'escalated', event: 'returned_to_ai', to: 'pending', run: 'raise', movedBy: 'http' },
  { from: 'ai_responded', event: 'accepted', to: 'resolved', run: 'keep', movedBy: 'http' },
  { from: 'ai_responded', event: 'settled', to: 'resolved', run: 'keep', movedBy: 'sweeper' },
  { from: 'pending', event: 'run_lost', to: 'pending', run: 'raise', movedBy: 'sweeper' },
  { from: 'escalated', event: 'run_lost', to: 'escalated', run: 'raise', movedBy: 'sweeper' },
  { from: 'pending', event: 'erased', to: 'erased', run: 'keep', movedBy: 'http' },
  { from: 'ai_responded', event: 'erased', to: 'erased', run: 'keep', movedBy: 'http' },
  { from: 'escalated', event: 'erased', to: 'erased', run: 'keep', movedBy: 'http' },
  { from: 'resolved', event: 'erased', to: 'erased', run: 'keep', movedBy: 'http' },
];

/** Statuses from which an inquiry is only read, reopened, settled or erased. */
export const answeredStatuses = ['ai_responded', 'resolved'] as const satisfies readonly InquiryStatus[];
