import { findAllowance, saveAllowance } from '../../../functions/entities/allowance.ts';
import { takeToken } from '../../../functions/rate-limit/take-token.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const size = { burst: 40, tokensPerSecond: 10 };
const startMs = 1_800_000_000_000;
const nowMs = epochMs(startMs);
const keyOf = (number: number) => ({
  companyId: CompanyId.parse(`01jf${String(number).padStart(22, '0')}`),
  bucket: 'requests' as const,
});

test('what another process has taken is gone', async () => {
  const key = keyOf(1);
  await saveAllowance(key, { from: null, to: { tokens: 1.25, refilledAtMs: nowMs } });

  const outcomes = [await takeToken(key, { size, nowMs }), await takeToken(key, { size, nowMs })];

  expect(outcomes).toEqual([
    { kind: 'taken', left: 0 },
    { kind: 'empty', retryAfterMs: 75 },
  ]);
});

test('a process whose knowledge is old reads again and takes from what is there', async () => {
  const key = keyOf(2);
  for (let taken = 0; taken < 10; taken += 1) await takeToken(key, { size, nowMs });
  const from = await findAllowance(key);
  await saveAllowance(key, { from, to: { tokens: 2, refilledAtMs: nowMs } });

  const outcome = await takeToken(key, { size, nowMs });

  expect(from).toEqual({ tokens: 30, refilledAtMs: startMs });
  expect(outcome).toEqual({ kind: 'taken', left: 1 });
  expect(await findAllowance(key)).toEqual({ tokens: 1, refilledAtMs: startMs });
});

test('of two writers one is told that the other was faster', async () => {
  const key = keyOf(3);
  const full = { tokens: 40, refilledAtMs: nowMs };
  const rest = { tokens: 30, refilledAtMs: nowMs };

  const created = await Promise.all([
    saveAllowance(key, { from: null, to: full }),
    saveAllowance(key, { from: null, to: full }),
  ]);
  const changed = await Promise.all([
    saveAllowance(key, { from: full, to: rest }),
    saveAllowance(key, { from: full, to: rest }),
  ]);

  expect(created.sort()).toEqual([false, true]);
  expect(changed.sort()).toEqual([false, true]);
});

test('a leftover lease older than two seconds is not spent', async () => {
  const key = keyOf(4);
  await takeToken(key, { size, nowMs });

  const { kind } = await takeToken(key, { size, nowMs: epochMs(startMs + 2_001) });

  expect(kind).toBe('taken');
  expect(await findAllowance(key)).toEqual({ tokens: 30, refilledAtMs: startMs + 2_001 });
});

test('three conflicts in a row let the request pass', async () => {
  const key = keyOf(5);
  await takeToken(key, { size, nowMs });
  for (let conflicts = 0; conflicts < 3; conflicts += 1) {
    world.aws.failNext('UpdateItem', 'ConditionalCheckFailedException');
  }

  const outcome = await takeToken(key, { size, nowMs: epochMs(startMs + 3_000) });

  expect(outcome).toEqual({ kind: 'unsettled' });
});

test('who waits behind a call that fails does not wait for one of their own', async () => {
  const key = keyOf(6);
  const later = { size, nowMs: epochMs(startMs + 3_000) };
  await takeToken(key, { size, nowMs });
  world.aws.failNext('UpdateItem', 'ValidationException');

  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeToken(key, later)));

  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
  expect(await takeToken(key, later)).toMatchObject({ kind: 'taken' });
});
