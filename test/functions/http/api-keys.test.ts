import { createHash, randomBytes } from 'node:crypto';
import { planLimits } from '../../../domain/plans.ts';
import type { ApiKeyItem } from '../../../functions/entities/models/api-key.ts';
import { findApiKeyByHash } from '../../../functions/entities/reads/find-api-key.ts';
import { createApiKey, createCompany } from '../../../functions/entities/writes/create-company.ts';
import { handler } from '../../../functions/http/admin.ts';
import { hashApiKey, newApiKey, parseApiKey } from '../../../functions/tokens/api-key.ts';
import { ApiKeyView, IssuedApiKey, ListApiKeysResponse } from '../../../schemas/api/api-keys.ts';
import { ApiKeyId, CompanyId } from '../../../schemas/ids.ts';
import { type Mode, modeOf } from '../../../schemas/mode.ts';
import { epochMs } from '../../../schemas/units.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let made = 0;
const ulidOf = (kind: string): string => {
  made += 1;
  return `01jd${kind}${String(made).padStart(21, '0')}`;
};

/** A company of its own with an admin key, as the caller. */
async function givenCaller(fields: Partial<ApiKeyItem> = {}) {
  const companyId = CompanyId.parse(ulidOf('c'));
  await createCompany(companySettings(companyId, 'Keys'), epochMs(Date.now()));
  return callerOf(await givenKey(companyId, { scopes: ['admin'], ...fields }));
}

async function givenKey(companyId: CompanyId, fields: Partial<ApiKeyItem> = {}): Promise<ApiKeyItem> {
  const { prefix, hash } = newApiKey(randomBytes, fields.mode ?? 'live');
  const apiKeyId = ApiKeyId.parse(ulidOf('k'));
  const apiKey: ApiKeyItem = {
    keyHash: hash,
    apiKeyId,
    companyId,
    prefix,
    name: 'Server',
    scopes: ['inquiries:read'],
    createdAtMs: epochMs(Date.now()),
    ...fields,
  };
  await createApiKey(apiKey);
  return apiKey;
}

function callerOf(apiKey: ApiKeyItem) {
  const { companyId, apiKeyId } = apiKey;
  const authorizer = { ...asCompany(companyId, 'admin'), apiKeyId, mode: modeOf(apiKey) };
  const request = (method: string, path: string, parts: { body?: object; idempotencyKey?: string } = {}) => {
    const { body, idempotencyKey } = parts;
    const json = body === undefined ? {} : jsonBody(body);
    const headers = { ...json.headers, ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
    return call(handler, { ...json, method, path, headers, authorizer });
  };
  return {
    companyId,
    apiKey,
    create: (body: object, idempotencyKey?: string) =>
      request('POST', '/v1/api-keys', { body, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
    rotate: (id: string, body: object, idempotencyKey?: string) =>
      request('POST', `/v1/api-keys/${id}/rotate`, { body, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
    revoke: (id: string) => request('DELETE', `/v1/api-keys/${id}`),
    read: (id: string) => request('GET', `/v1/api-keys/${id}`),
    list: () => request('GET', '/v1/api-keys'),
  };
}

const server = { name: 'Server', scopes: ['inquiries:write', 'inquiries:read'] };
const issuedOf = (answer: { body: string }) => IssuedApiKey.parse(JSON.parse(answer.body));
const viewsOf = (answer: { body: string }) => ListApiKeysResponse.parse(JSON.parse(answer.body)).items;
const recordOf = (key = '') => findApiKeyByHash(hashApiKey(key));

test('a new key is shown once, stored as its hash, and found in the list without either', async () => {
  const caller = await givenCaller();

  const answer = await caller.create({ ...server, expiresAt: '2099-01-01T00:00:00Z' });

  const { key = '', ...facts } = issuedOf(answer);
  expect(answer.statusCode).toBe(201);
  expect(answer.headers).toMatchObject({ location: `/v1/api-keys/${facts.id}`, 'cache-control': 'no-store' });
  expect(facts).toMatchObject({
    ...server,
    mode: 'live',
    secretAvailable: true,
    expiresAt: '2099-01-01T00:00:00.000Z',
  });
  expect(parseApiKey(key)).toEqual({ prefix: facts.prefix, mode: 'live' });
  expect(await recordOf(key)).toMatchObject({ companyId: caller.companyId, apiKeyId: facts.id, scopes: server.scopes });
  const list = await caller.list();
  const { secretAvailable, ...shown } = facts;
  expect(viewsOf(list)[0]).toEqual({ ...shown, state: 'active' });
  expect(list.body).not.toContain(key);
  expect(list.body).not.toContain(hashApiKey(key));
  expect(ApiKeyView.parse(jsonOf(await caller.read(facts.id)))).toEqual({ ...shown, state: 'active' });
});

test('the same request again is answered with the same key’s facts, without the key', async () => {
  const caller = await givenCaller();
  const first = await caller.create(server, 'key-1');

  const second = await caller.create(server, 'key-1');

  const { key, secretAvailable, ...facts } = issuedOf(first);
  expect(second.statusCode).toBe(201);
  expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', location: `/v1/api-keys/${facts.id}` });
  expect(jsonOf(second)).toEqual({ ...facts, secretAvailable: false });
  expect(jsonOf(await caller.create({ ...server, name: 'Other' }, 'key-1'))).toMatchObject({
    code: 'idempotency_mismatch',
  });
  expect(viewsOf(await caller.list())).toHaveLength(2);
});

test('of ten requests at once with one Idempotency-Key a single key comes, shown at most once', async () => {
  const caller = await givenCaller();

  const answers = await Promise.all(Array.from({ length: 10 }, () => caller.create(server, 'key-1')));

  const accepted = answers.filter(({ statusCode }) => statusCode === 201).map(issuedOf);
  expect(answers.every(({ statusCode }) => [201, 409].includes(statusCode))).toBe(true);
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(1);
  expect(accepted.filter(({ key }) => key !== undefined)).toHaveLength(1);
  expect(viewsOf(await caller.list())).toHaveLength(2);
});

test.each([1, 2])('a commit whose answer is lost %i times is one key, shown all the same', async (times) => {
  const caller = await givenCaller();
  world.aws.loseNext('TransactWriteItems', times);

  const answer = await caller.create(server, 'key-1');
  const again = await caller.create(server, 'key-1');

  expect(answer.statusCode).toBe(201);
  expect(await recordOf(issuedOf(answer).key)).not.toBeNull();
  expect(jsonOf(again)).toMatchObject({ name: 'Server', secretAvailable: false });
  expect(viewsOf(await caller.list())).toHaveLength(2);
});

test.each([
  [{ ...server, scopes: [] }, 'scopes'],
  [{ ...server, scopes: ['inquiries:read', 'inquiries:read'] }, 'scopes'],
  [{ ...server, scopes: ['everything'] }, 'scopes[0]'],
  [{ ...server, name: ' ' }, 'name'],
  [{ ...server, mode: 'trial' }, 'mode'],
  [{ ...server, expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  [{ ...server, key: 'mine' }, 'key'],
])('%j is refused and makes no key', async (body, path) => {
  const caller = await givenCaller();

  expect(jsonOf(await caller.create(body))).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
  expect(viewsOf(await caller.list())).toHaveLength(1);
});

test('a live key makes test keys, a test key makes no live one and sees no live one', async () => {
  const live = await givenCaller();
  const made = issuedOf(await live.create({ ...server, scopes: ['admin'], mode: 'test' }));
  const record = await recordOf(made.key);
  if (record === null) throw new Error('no key was stored');
  const test = callerOf(record);

  expect(made.prefix).toMatch(/^iwk_test_/);
  expect(issuedOf(await test.create(server)).mode).toBe('test');
  expect(jsonOf(await test.create({ ...server, mode: 'live' }))).toMatchObject({ status: 403, code: 'forbidden' });
  expect(viewsOf(await test.list()).map(({ mode }) => mode)).toEqual(['test', 'test']);
  expect(viewsOf(await live.list()).map(({ mode }) => mode)).toEqual(['test', 'test', 'live']);
  const { apiKeyId } = live.apiKey;
  for (const answer of [await test.read(apiKeyId), await test.rotate(apiKeyId, {}), await test.revoke(apiKeyId)])
    expect(jsonOf(answer)).toMatchObject({ code: 'not_found' });
});

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

test('another company’s key is not there', async () => {
  const [caller, stranger] = [await givenCaller(), await givenCaller()];
  const { apiKeyId } = stranger.apiKey;

  for (const answer of [await caller.read(apiKeyId), await caller.rotate(apiKeyId, {}), await caller.revoke(apiKeyId)])
    expect(jsonOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
  expect(viewsOf(await stranger.list())).toHaveLength(1);
});

test('a company has only as many keys in use as its plan allows; a revoked one makes room, and rotating one needs none', async () => {
  const caller = await givenCaller();
  for (let count = 1; count < planLimits('basic').apiKeys; count++) await givenKey(caller.companyId);
  const [newest] = viewsOf(await caller.list());

  expect(jsonOf(await caller.create(server))).toMatchObject({ status: 409, code: 'limit_reached' });
  expect((await caller.rotate(newest?.id ?? '', { overlapSeconds: 0 })).statusCode).toBe(201);
  await caller.revoke(viewsOf(await caller.list())[2]?.id ?? '');
  expect((await caller.create(server)).statusCode).toBe(201);
});

test.each<Mode>(['live', 'test'])('a %s key without admin manages nothing', async (mode) => {
  const answer = await call(handler, {
    path: '/v1/api-keys',
    authorizer: { ...asCompany(world.company.companyId), mode },
  });

  expect(jsonOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
});

test('the key never stands in the table', async () => {
  const caller = await givenCaller();

  const { key = '' } = issuedOf(await caller.create(server, 'secret-request'));

  const written = world.aws.calls('TransactWriteItems').at(-1)?.body.toString() ?? '';
  expect(written).toContain(hashApiKey(key));
  expect(written).not.toContain(key);
  expect(written).not.toContain('secret-request');
  expect(written).not.toContain(createHash('sha256').update(key).digest('hex'));
});
