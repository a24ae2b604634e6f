import type { EntityItem } from 'electrodb';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { TimelineEventKind } from '../../schemas/timeline.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { byKeysAlone, entityOf, withAwsErrors } from './store.ts';

/** One line of an inquiry's history, written in the transaction that makes the move. */
export const TimelineEvent = entityOf({
  model: { entity: 'timelineEvent', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    atMs: { type: type.epochMs, required: true, readOnly: true, padding: padding.epochMs },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    kind: { type: TimelineEventKind.options, required: true, readOnly: true },
    facts: { type: type.facts, required: true },
    /** Epoch seconds; of the one event that outlives an erasure. */
    expiresAt: { type: 'number' },
  },
  indexes: {
    event: {
      collection: 'timeline',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['atMs', 'run', 'kind'] },
    },
  },
});
export type TimelineEventItem = EntityItem<ReturnType<typeof TimelineEvent>>;

/**
 * An inquiry's timeline, oldest first; of one millisecond and run in the order of the flow, which the kinds are listed
 * in.
 */
export async function listEvents(inquiryId: InquiryId): Promise<readonly TimelineEventItem[]> {
  const { data } = await withAwsErrors(() =>
    TimelineEvent()
      .query.event({ inquiryId })
      .go({ ...byKeysAlone, consistent: true, pages: 'all', originalErr: true }),
  );
  return data.toSorted((one, other) => one.atMs - other.atMs || one.run - other.run || placeOf(one) - placeOf(other));
}

const placeOf = ({ kind }: TimelineEventItem): number => TimelineEventKind.options.indexOf(kind);

export interface NewEvent {
  readonly inquiryId: InquiryId;
  readonly run: Run;
  readonly kind: TimelineEventKind;
  readonly atMs: EpochMs;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** An event of the timeline. A repeat of the same moment overwrites itself. */
export const recordEvent = ({ inquiryId, run, kind, atMs, facts = {} }: NewEvent) =>
  TimelineEvent.inTransaction().put({ inquiryId, run, kind, atMs, facts }).commit();
