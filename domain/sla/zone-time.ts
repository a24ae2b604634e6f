const hourMs = 3_600_000;
/** More than it takes to come down from 28 hours to one millisecond, which is 27. */
const mostHalvings = 32;
const offsetName = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * How far the clocks of `timeZone` (IANA) are ahead of UTC at `atMs`. Milliseconds, negative to the west.
 * @throws RangeError when the zone is unknown.
 */
export function zoneOffsetMs(timeZone: string, atMs: number): number {
  const name = formatterOf(timeZone).format(atMs);
  const match = offsetName.exec(name);
  if (match === null) throw new RangeError(`the offset of ${timeZone} reads "${name}", expected GMT±hh:mm`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const aheadMs = Number(hours) * hourMs + Number(minutes) * 60_000 + Number(seconds) * 1_000;
  return sign === '-' ? -aheadMs : aheadMs;
}

/**
 * The first instant at which the clocks of `timeZone` read `wallMs` or later, where `wallMs` is a local date and time
 * written as if it were UTC. A time that a spring gap leaves out is the end of the gap, one that autumn repeats is its
 * first pass; so the result never falls as `wallMs` grows, and intervals that touch locally touch in real time.
 * @throws RangeError when the zone is unknown.
 */
export function firstInstantAt(timeZone: string, wallMs: number): number {
  // Offsets lie between -12 and +14 hours, so the instant lies between these two.
  const earliestMs = wallMs - 15 * hourMs;
  const latestMs = wallMs + 13 * hourMs;
  const offsetBeforeMs = zoneOffsetMs(timeZone, earliestMs);
  const offsetAfterMs = zoneOffsetMs(timeZone, latestMs);
  if (offsetBeforeMs === offsetAfterMs) return wallMs - offsetBeforeMs;
  const changeMs = offsetChangeBetween(timeZone, earliestMs, latestMs);
  const instantBeforeMs = wallMs - offsetBeforeMs;
  return instantBeforeMs < changeMs ? instantBeforeMs : Math.max(changeMs, wallMs - offsetAfterMs);
}

function offsetChangeBetween(timeZone: string, fromMs: number, toMs: number): number {
  const offsetBeforeMs = zoneOffsetMs(timeZone, fromMs);
  let beforeMs = fromMs;
  let afterMs = toMs;
  for (let halvings = 0; halvings < mostHalvings; halvings += 1) {
    if (afterMs - beforeMs <= 1) return afterMs;
    const middleMs = Math.floor((beforeMs + afterMs) / 2);
    if (zoneOffsetMs(timeZone, middleMs) === offsetBeforeMs) beforeMs = middleMs;
    else afterMs = middleMs;
  }
  throw new RangeError(`no change of offset in ${timeZone} found within ${mostHalvings} halvings of ${fromMs}–${toMs}`);
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  // Creating a formatter costs a thousand times as much as using it.
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, formatter);
  return formatter;
}
