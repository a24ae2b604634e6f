/** `2016-03-14T01:59:00Z`, with an optional fraction of a second and `Z` or an offset. */
const OFFSET_DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an ISO 8601 date-time with an offset, or undefined when it is none. */
export function parseTimestampMs(text: string): number | undefined {
  const match = OFFSET_DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, instant = '', fraction = '', offset = ''] = match;
  const ms = Date.parse(`${instant}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) || dayRolledOver(instant) ? undefined : ms;
}

/** JavaScript reads 30 February as 1 March; AWS refuses it. */
function dayRolledOver(instant: string): boolean {
  const day = instant.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day;
}
