import { sourcesOf } from '../../../domain/inquiry/status.ts';
import type { InquiryId, Run } from '../../../schemas/ids.ts';
import type { StatusEvent } from '../../../schemas/status.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { Inquiry, type InquiryItem } from '../models/inquiry.ts';

/** What of the head a status move may set besides status, version and time. */
export type InquiryChange = Partial<
  Pick<
    InquiryItem,
    | 'status'
    | 'statusReason'
    | 'run'
    | 'entry'
    | 'escalationRequested'
    | 'escalationId'
    | 'answeredRun'
    | 'feedback'
    | 'urgency'
    | 'priorityScore'
    | 'sentiment'
    | 'language'
    | 'warnings'
    | 'estimatedResponseTime'
  >
>;

/**
 * One conditional change of the head: the run must be `run`, and when it is a status move the present status one from
 * which the transition table allows `event`. Raises `version` by one.
 */
export function changeInquiry(options: {
  inquiryId: InquiryId;
  run: Run;
  event?: StatusEvent;
  set: InquiryChange;
  nowMs: EpochMs;
  /** Further refuses when a person has been asked for. */
  unlessPersonRequested?: boolean;
}) {
  const { inquiryId, run, event, set, nowMs, unlessPersonRequested = false } = options;
  return Inquiry.inTransaction()
    .patch({ inquiryId })
    .set({ ...set, updatedAtMs: nowMs })
    .add({ version: 1 })
    .where((attribute, { eq, ne }) => {
      const conditions = [eq(attribute.run, run), ne(attribute.status, 'erased')];
      if (event !== undefined) {
        conditions.push(
          `(${sourcesOf(event)
            .map((status) => eq(attribute.status, status))
            .join(' OR ')})`,
        );
      }
      if (unlessPersonRequested) conditions.push(eq(attribute.escalationRequested, false));
      return conditions.join(' AND ');
    })
    .commit();
}
