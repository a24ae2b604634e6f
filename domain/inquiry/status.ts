import { type InquiryStatus, type StatusEvent, statusTransitions } from '../../schemas/status.ts';

/** The statuses in which `event` may happen, from the transition table. */
export function sourcesOf(event: StatusEvent): readonly InquiryStatus[] {
  return statusTransitions.flatMap((move) => (move.event === event && move.from !== null ? [move.from] : []));
}

/** The status that `event` leads to from `from`; undefined when the table has no such move. */
export function targetOf(from: InquiryStatus | null, event: StatusEvent): InquiryStatus | undefined {
  return statusTransitions.find((move) => move.from === from && move.event === event)?.to;
}

/** True when the table allows `event` in `from`. */
export const mayHappen = (from: InquiryStatus, event: StatusEvent): boolean => targetOf(from, event) !== undefined;
