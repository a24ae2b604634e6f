import type { ApiKeyState } from '../../schemas/api-key.ts';
import type { Scope } from '../../schemas/company.ts';
import type { ApiKeyId } from '../../schemas/ids.ts';
import { type Mode, modeOf } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';

/** The facts about a key that the rules need. */
export interface KeyFacts {
  readonly apiKeyId: ApiKeyId;
  readonly mode?: Mode | undefined;
  readonly scopes: readonly Scope[];
  readonly expiresAtMs?: EpochMs | undefined;
  readonly revokedAtMs?: EpochMs | undefined;
}

/** True when a company with at most `most` keys in use may have one more; a key that it replaces does not count. */
export function hasRoomForKey(
  keys: readonly KeyFacts[],
  { most, nowMs, replaced }: { most: number; nowMs: EpochMs; replaced: ApiKeyId | undefined },
): boolean {
  return keys.filter((key) => key.apiKeyId !== replaced && isUsable(key, nowMs)).length < most;
}

/**
 * A test key manages only test keys, else it could become a live one, and only test webhooks, which report test
 * inquiries.
 */
export const mayManage = (caller: { readonly mode: Mode }, managed: { readonly mode?: Mode | undefined }): boolean =>
  caller.mode === 'live' || modeOf(managed) === 'test';

/** When a key that is replaced at `nowMs` ends: after the overlap, but never later than its own expiry. */
export function endAfterRotation(
  { expiresAtMs }: KeyFacts,
  { nowMs, overlapSeconds }: { nowMs: EpochMs; overlapSeconds: number },
): EpochMs {
  const overlapEndMs = epochMs(nowMs + overlapSeconds * 1_000);
  return expiresAtMs === undefined || overlapEndMs < expiresAtMs ? overlapEndMs : expiresAtMs;
}

/**
 * Whether another key could manage the company's keys without `revoked`: `none` = no other, so it must stay. A
 * key that manages nothing, or nothing any more, is `not_needed`. The caller's own key is preferred, then one that
 * lasts.
 */
export function remainingAdmin<K extends KeyFacts>(
  keys: readonly K[],
  options: { revoked: K; callerKeyId: ApiKeyId; nowMs: EpochMs },
): 'not_needed' | 'none' | K {
  const { revoked, callerKeyId, nowMs } = options;
  const isAdmin = (key: KeyFacts): boolean => key.scopes.includes('admin') && isUsable(key, nowMs);
  if (!isAdmin(revoked)) return 'not_needed';
  const others = keys
    .filter((key) => key.apiKeyId !== revoked.apiKeyId && isAdmin(key))
    .filter((key) => mayManage({ mode: modeOf(key) }, revoked))
    .toSorted((one, other) => lastsUntil(other) - lastsUntil(one));
  return others.find(({ apiKeyId }) => apiKeyId === callerKeyId) ?? others[0] ?? 'none';
}

const lastsUntil = ({ expiresAtMs }: KeyFacts): number => expiresAtMs ?? Number.MAX_SAFE_INTEGER;

interface KeyTimes {
  readonly expiresAtMs?: EpochMs | undefined;
  readonly revokedAtMs?: EpochMs | undefined;
}

/** As long as the longest overlap of a rotation. */
const expiringMs = 7 * 24 * 3_600_000;

/** A key ends at the millisecond of its expiry or revocation; a key that is both is `revoked`. */
export function keyStateOf({ expiresAtMs, revokedAtMs }: KeyTimes, nowMs: EpochMs): ApiKeyState {
  if (revokedAtMs !== undefined && revokedAtMs <= nowMs) return 'revoked';
  if (expiresAtMs === undefined) return 'active';
  if (expiresAtMs <= nowMs) return 'expired';
  return expiresAtMs - nowMs <= expiringMs ? 'expiring' : 'active';
}

/** True for a key that is accepted at `nowMs`. */
export function isUsable(key: KeyTimes, nowMs: EpochMs): boolean {
  const state = keyStateOf(key, nowMs);
  return state === 'active' || state === 'expiring';
}
