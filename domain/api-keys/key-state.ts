import type { ApiKeyState } from '../../schemas/api-key.ts';
import type { EpochMs } from '../../schemas/units.ts';

interface KeyTimes {
  readonly expiresAtMs?: EpochMs | undefined;
  readonly revokedAtMs?: EpochMs | undefined;
}

/** As long as the longest overlap of a rotation. */
const expiringMs = 7 * 24 * 3_600_000;

/** A key is over from the millisecond of its expiry or revocation on; revoked is said of a key that is both. */
export function keyStateOf({ expiresAtMs, revokedAtMs }: KeyTimes, nowMs: EpochMs): ApiKeyState {
  if (revokedAtMs !== undefined && revokedAtMs <= nowMs) return 'revoked';
  if (expiresAtMs === undefined) return 'active';
  if (expiresAtMs <= nowMs) return 'expired';
  return expiresAtMs - nowMs <= expiringMs ? 'expiring' : 'active';
}

/** True for a key that opens doors at `nowMs`. */
export function isUsable(key: KeyTimes, nowMs: EpochMs): boolean {
  const state = keyStateOf(key, nowMs);
  return state === 'active' || state === 'expiring';
}
