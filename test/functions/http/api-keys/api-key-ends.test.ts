import { findApiKeyByHash } from '../../../../functions/entities/api-key.ts';
import { ApiKeyView } from '../../../../schemas/api/api-keys.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { callerOf, givenCaller, givenKey, issuedOf, recordOf, viewsOf } from '../../../support/key-callers.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

test('a rotated key ends after the overlap, its successor is alike', async () => {
  const caller = await givenCaller();
  const old = await givenKey(caller.companyId, { name: 'Shop', scopes: ['knowledge'], mode: 'test' });

  const answer = await caller.rotate(old.apiKeyId, { overlapSeconds: 3_600 });

  const { key, ...facts } = issuedOf(answer);
  expect(answer.statusCode).toBe(201);
  expect(facts).toMatchObject({ name: 'Shop', scopes: ['knowledge'], mode: 'test', secretAvailable: true });
  expect(facts).not.toHaveProperty('expiresAt');
  const ends = Date.parse(ApiKeyView.parse(jsonOf(await caller.read(old.apiKeyId))).expiresAt ?? '');
  expect(ends).toBe(Date.parse(facts.createdAt) + 3_600_000);
  expect(ApiKeyView.parse(jsonOf(await caller.read(old.apiKeyId))).state).toBe('expiring');
  expect(await recordOf(key)).toMatchObject({ apiKeyId: facts.id });
});

test('a rotation is repeated without a second key, and its Idempotency-Key answers for no other key', async () => {
  const caller = await givenCaller();
  const [one, other] = [await givenKey(caller.companyId), await givenKey(caller.companyId)];
  const first = issuedOf(await caller.rotate(one.apiKeyId, {}, 'rotate-1'));

  const again = await caller.rotate(one.apiKeyId, {}, 'rotate-1');

  expect(jsonOf(again)).toMatchObject({ id: first.id, secretAvailable: false });
  expect(jsonOf(await caller.rotate(other.apiKeyId, {}, 'rotate-1'))).toMatchObject({ code: 'idempotency_mismatch' });
  expect(viewsOf(await caller.list())).toHaveLength(4);
});

test.each([
  [{ revokedAtMs: epochMs(1) }, 'revoked'],
  [{ expiresAtMs: epochMs(1) }, 'expired'],
])('a key with %j cannot be rotated', async (times, state) => {
  const caller = await givenCaller();
  const { apiKeyId } = await givenKey(caller.companyId, times);

  const answer = jsonOf(await caller.rotate(apiKeyId, {}));

  expect(answer).toMatchObject({ code: 'key_not_active', detail: `The key is ${state}; make a new one` });
});

test('two rotations of one key at once both end it, or one is told of the other', async () => {
  const caller = await givenCaller();
  const { apiKeyId } = await givenKey(caller.companyId);

  const answers = await Promise.all([1, 2].map(() => caller.rotate(apiKeyId, { overlapSeconds: 60 })));

  const made = answers.filter(({ statusCode }) => statusCode === 201).length;
  expect(made).toBeGreaterThan(0);
  expect(answers.every(({ statusCode }) => [201, 409, 503].includes(statusCode))).toBe(true);
  expect(viewsOf(await caller.list())).toHaveLength(2 + made);
});

test('a revoked key says so, and a repeat is answered alike', async () => {
  const caller = await givenCaller();
  const { apiKeyId, keyHash } = await givenKey(caller.companyId);

  const first = await caller.revoke(apiKeyId);
  const revokedAtMs = (await findApiKeyByHash(keyHash))?.revokedAtMs;
  const second = await caller.revoke(apiKeyId);

  expect([first.statusCode, second.statusCode]).toEqual([204, 204]);
  expect(first.body).toBe('');
  expect((await findApiKeyByHash(keyHash))?.revokedAtMs).toBe(revokedAtMs);
  expect(ApiKeyView.parse(jsonOf(await caller.read(apiKeyId))).state).toBe('revoked');
});

test('the last key that manages keys stays; with another one it may go', async () => {
  const caller = await givenCaller();
  const { apiKeyId } = caller.apiKey;
  await caller.create({ name: 'Trial', mode: 'test', scopes: ['admin'] });

  const refused = await caller.revoke(apiKeyId);
  await caller.create({ name: 'Second', scopes: ['admin'] });
  const accepted = await caller.revoke(apiKeyId);

  expect(jsonOf(refused)).toMatchObject({ status: 409, code: 'last_admin_key' });
  expect(accepted.statusCode).toBe(204);
});

test('two admin keys that revoke each other at once leave one', async () => {
  const one = await givenCaller();
  const other = callerOf(await givenKey(one.companyId, { scopes: ['admin'] }));

  const answers = await Promise.all([one.revoke(other.apiKey.apiKeyId), other.revoke(one.apiKey.apiKeyId)]);

  const left = viewsOf(await one.list()).filter(({ state }) => state === 'active');
  expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1);
  expect(left).toHaveLength(1);
});
