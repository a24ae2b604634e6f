import {
  endAfterRotation,
  hasRoomForKey,
  isUsable,
  type KeyFacts,
  keyStateOf,
  mayManage,
  remainingAdmin,
} from '../../../domain/api-keys/key-rules.ts';
import { ApiKeyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';

const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const later = (seconds: number) => epochMs(nowMs + seconds * 1_000);
const weekSeconds = 7 * 86_400;

let made = 0;
const keyOf = (facts: Partial<KeyFacts> = {}): KeyFacts => {
  made += 1;
  return { apiKeyId: ApiKeyId.parse(`01jd${String(made).padStart(22, '0')}`), scopes: ['admin'], ...facts };
};

test.each([
  [{}, 'active'],
  [{ expiresAtMs: later(weekSeconds + 1) }, 'active'],
  [{ expiresAtMs: later(weekSeconds) }, 'expiring'],
  [{ expiresAtMs: later(1) }, 'expiring'],
  [{ expiresAtMs: nowMs }, 'expired'],
  [{ revokedAtMs: nowMs }, 'revoked'],
  [{ revokedAtMs: nowMs, expiresAtMs: nowMs }, 'revoked'],
])('a key with %j is %s', (times, state) => {
  expect(keyStateOf(times, nowMs)).toBe(state);
  expect(isUsable(times, nowMs)).toBe(state === 'active' || state === 'expiring');
});

test.each([
  [undefined, 3_600, 3_600],
  [undefined, 0, 0],
  [7_200, 3_600, 3_600],
  [1_800, 3_600, 1_800],
])(
  'a key that would end after %p s and overlaps for %i s ends after %i s',
  (expirySeconds, overlapSeconds, endSeconds) => {
    const key = keyOf(expirySeconds === undefined ? {} : { expiresAtMs: later(expirySeconds) });

    expect(endAfterRotation(key, { nowMs, overlapSeconds })).toBe(later(endSeconds));
  },
);

test('keys that are over, and the one that is replaced, take no room', () => {
  const most = 3;
  const keys = Array.from({ length: most }, () => keyOf());
  const over = [keyOf({ revokedAtMs: nowMs }), keyOf({ expiresAtMs: nowMs })];

  expect(hasRoomForKey([...keys.slice(1), ...over], { most, nowMs, replaced: undefined })).toBe(true);
  expect(hasRoomForKey(keys, { most, nowMs, replaced: undefined })).toBe(false);
  expect(hasRoomForKey(keys, { most, nowMs, replaced: keys[0]?.apiKeyId ?? keyOf().apiKeyId })).toBe(true);
});

test('a test key manages test keys alone, a live key manages all', () => {
  expect(mayManage({ mode: 'test' }, keyOf({ mode: 'live' }))).toBe(false);
  expect(mayManage({ mode: 'test' }, keyOf())).toBe(false);
  expect(mayManage({ mode: 'test' }, keyOf({ mode: 'test' }))).toBe(true);
  expect(mayManage({ mode: 'live' }, keyOf({ mode: 'test' }))).toBe(true);
});

describe('who remains to manage the keys', () => {
  const revoked = keyOf();
  const remainingOf = (others: readonly KeyFacts[], of = revoked) =>
    remainingAdmin([of, ...others], { revoked: of, callerKeyId: of.apiKeyId, nowMs });

  test.each([
    ['no other key', []],
    ['a key without admin', [keyOf({ scopes: ['inquiries:read'] })]],
    ['a revoked one', [keyOf({ revokedAtMs: nowMs })]],
    ['an expired one', [keyOf({ expiresAtMs: nowMs })]],
    ['a test key', [keyOf({ mode: 'test' })]],
  ])('is nobody with %s', (_, others) => {
    expect(remainingOf(others)).toBe('none');
  });

  test('is not asked of a key that manages nothing or is over', () => {
    expect(remainingOf([], keyOf({ scopes: ['inquiries:read'] }))).toBe('not_needed');
    expect(remainingOf([], keyOf({ revokedAtMs: nowMs }))).toBe('not_needed');
  });

  test('is the caller’s own key, else the one that lasts longest', () => {
    const [short, long] = [keyOf({ expiresAtMs: later(60) }), keyOf()];

    expect(remainingOf([short, long])).toBe(long);
    expect(remainingAdmin([revoked, short, long], { revoked, callerKeyId: short.apiKeyId, nowMs })).toBe(short);
  });

  test('for a test key a test key is enough', () => {
    const other = keyOf({ mode: 'test' });

    expect(remainingOf([other], keyOf({ mode: 'test' }))).toBe(other);
  });
});
