import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { TimelineEventItem } from '../models/timeline-event.ts';
import { store } from '../service.ts';

/** An inquiry's timeline, oldest first. */
export async function listEvents(inquiryId: InquiryId): Promise<readonly TimelineEventItem[]> {
  const { data } = await withAwsErrors(() =>
    store().entities.timelineEvent.query.event({ inquiryId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
