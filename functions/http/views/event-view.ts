import type * as z from 'zod/mini';
import type { TimelineEventView } from '../../../schemas/api/inquiries.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { TimelineEventItem } from '../../entities/timeline.ts';

/** A line of the timeline as the company sees it. */
export const eventViewOf = ({ kind, atMs, run, facts }: TimelineEventItem): z.infer<typeof TimelineEventView> => ({
  kind,
  at: timestampOf(atMs),
  run,
  facts: { ...facts },
});
