import type { EntityItem } from 'electrodb';
import { TimelineEventKind } from '../../../schemas/timeline.ts';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** One line of an inquiry's history, written in the transaction it tells of. */
export const TimelineEvent = entityOf({
  model: { entity: 'timelineEvent', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    atMs: { type: type.epochMs, required: true, readOnly: true, padding: padding.epochMs },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    kind: { type: TimelineEventKind.options, required: true, readOnly: true },
    facts: { type: type.facts, required: true },
    /** Epoch seconds; of the one line that outlives an erasure. */
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
