import type { SQLOutputValue } from 'node:sqlite';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HistoryEvent } from '../history/events.ts';

/** Below this the gain is not worth the call. */
const SMALLEST_PACKED_LENGTH = 1_024;
const FAST = { level: constants.Z_BEST_SPEED };

/**
 * The events of one commit as they are stored. An input stands in several events, so they pack to about a sixth, which
 * is what keeps the journal of 100,000 executions within a few gigabytes and the disk from being what limits the engine.
 */
export function packEvents(events: readonly HistoryEvent[]): string | Buffer {
  const text = JSON.stringify(events);
  return text.length < SMALLEST_PACKED_LENGTH ? text : deflateRawSync(text, FAST);
}

/** The events that `packEvents` stored. */
export function unpackEvents(stored: SQLOutputValue | undefined): readonly { readonly id: number }[] {
  if (typeof stored === 'string') return JSON.parse(stored);
  if (stored instanceof Uint8Array) return JSON.parse(inflateRawSync(stored).toString('utf8'));
  throw new Error(`The journal column events holds ${typeof stored}, not text or bytes`);
}
