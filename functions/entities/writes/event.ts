import type { InquiryId, Run } from '../../../schemas/ids.ts';
import type { TimelineEventKind } from '../../../schemas/timeline.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { TimelineEvent } from '../models/timeline-event.ts';

export interface NewEvent {
  readonly inquiryId: InquiryId;
  readonly run: Run;
  readonly kind: TimelineEventKind;
  readonly atMs: EpochMs;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** A line of the timeline. A repeat of the same moment overwrites itself. */
export const recordEvent = ({ inquiryId, run, kind, atMs, facts = {} }: NewEvent) =>
  TimelineEvent.inTransaction().put({ inquiryId, run, kind, atMs, facts }).commit();
