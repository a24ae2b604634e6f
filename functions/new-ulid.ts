import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { EpochMs } from '../schemas/units.ts';

/** How many of a ULID's characters are random; the others are its time. */
const randomCharacters = 16;

/**
 * A new ULID in lower case, as the table's keys are. It takes its random part in one call, where the library
 * makes one for each character.
 */
export function newUlid(nowMs: EpochMs): string {
  const bytes = randomBytes(randomCharacters).values();
  return ulid(nowMs, () => (bytes.next().value ?? 0) / 256).toLowerCase();
}
