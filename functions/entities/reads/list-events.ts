import type { InquiryId } from '../../../schemas/ids.ts';
import { TimelineEventKind } from '../../../schemas/timeline.ts';
import { TimelineEvent, type TimelineEventItem } from '../models/timeline-event.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';

/** An inquiry's timeline, oldest first; of one millisecond and run in the order of the flow, which the kinds are listed in. */
export async function listEvents(inquiryId: InquiryId): Promise<readonly TimelineEventItem[]> {
  const { data } = await withAwsErrors(() =>
    TimelineEvent()
      .query.event({ inquiryId })
      .go({ ...byKeysAlone, consistent: true, pages: 'all', originalErr: true }),
  );
  return data.toSorted((one, other) => one.atMs - other.atMs || one.run - other.run || placeOf(one) - placeOf(other));
}

const placeOf = ({ kind }: TimelineEventItem): number => TimelineEventKind.options.indexOf(kind);
