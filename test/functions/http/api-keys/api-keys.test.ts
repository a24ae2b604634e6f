import { createHash } from 'node:crypto';
import { planLimits } from '../../../../domain/plans.ts';
import { handler } from '../../../../functions/http/admin.ts';
import { hashApiKey, parseApiKey } from '../../../../functions/tokens/api-key.ts';
import { ApiKeyView } from '../../../../schemas/api/api-keys.ts';
import type { Mode } from '../../../../schemas/mode.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { callerOf, givenCaller, givenKey, issuedOf, recordOf, server, viewsOf } from '../../../support/key-callers.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

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

test('another company’s key is not there', async () => {
  const [caller, stranger] = [await givenCaller(), await givenCaller()];
  const { apiKeyId } = stranger.apiKey;

  for (const answer of [await caller.read(apiKeyId), await caller.rotate(apiKeyId, {}), await caller.revoke(apiKeyId)])
    expect(jsonOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
  expect(viewsOf(await stranger.list())).toHaveLength(1);
});

test('a company has only as many keys in use as its plan allows; a revoked one makes room, and rotating one needs none', async () => {
  const caller = await givenCaller();
  for (let count = 1; count < planLimits('enterprise').apiKeys; count++) await givenKey(caller.companyId);
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
