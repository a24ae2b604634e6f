import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { createApiKey } from '../../../functions/entities/api-key.ts';
import { handler as admin } from '../../../functions/http/admin.ts';
import { handler as authorizer } from '../../../functions/http/authorizer.ts';
import { handler as read } from '../../../functions/http/read.ts';
import { newApiKey } from '../../../functions/tokens/api-key.ts';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import { apiRoutes } from '../../../local/runtime/site.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { IssuedApiKey } from '../../../schemas/api/api-keys.ts';
import { ApiKeyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const { jest } = import.meta;

const startMs = Date.UTC(2026, 0, 5, 9);
/** For as long a policy is used again. */
const cacheSeconds = 60;
const clock = createVirtualClock(startMs, { onMove: (nowMs) => jest.setSystemTime(nowMs) });
const pass = (seconds: number) => clock.advance(seconds * 1_000);

let world: HttpWorld;
let gateway: Gateway;
let adminKey: string;

beforeAll(async () => {
  jest.useFakeTimers({
    now: startMs,
    doNotFake: [
      ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
      ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
  world = await openHttpWorld();
  gateway = await openGateway({
    port: 0,
    routes: apiRoutes,
    authorizerFunction: 'authorizer',
    lambda: lambdaRuntime(
      { admin: handlerOf(admin), authorizer: handlerOf(authorizer), read: handlerOf(read) },
      { clock },
    ),
    clock,
  });
  const { key, prefix, hash } = newApiKey(randomBytes, 'live');
  await createApiKey({
    keyHash: hash,
    apiKeyId: ApiKeyId.parse('01jd0000000000000000000key'),
    companyId: world.company.companyId,
    prefix,
    name: 'First',
    scopes: ['admin'],
    createdAtMs: epochMs(startMs),
  });
  adminKey = key;
});

afterAll(async () => {
  await gateway.close();
  await world.close();
  jest.useRealTimers();
});

const handlerOf =
  (handler: (event: never, context: never) => Promise<unknown>) =>
  (event: unknown, context: unknown): Promise<unknown> =>
    Reflect.apply(handler, undefined, [event, context]);

const asAdmin = (method: string, path: string, body?: object) =>
  fetch(gateway.url + path, {
    method,
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function issued(path: string, body: object): Promise<{ id: string; key: string }> {
  const response = await asAdmin('POST', path, body);
  const { id, key = '' } = IssuedApiKey.parse(await response.json());
  return { id, key };
}

const newKey = (fields: object = {}) =>
  issued('/v1/api-keys', { name: 'Server', scopes: ['inquiries:read'], ...fields });

const statusWith = async (key: string): Promise<number> =>
  (await fetch(`${gateway.url}/v1/inquiries`, { headers: { authorization: `Bearer ${key}` } })).status;

test('a revoked key is let in no more when the policy made before its revocation has run out', async () => {
  const { id, key } = await newKey();
  expect(await statusWith(key)).toBe(200);

  expect((await asAdmin('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
  await pass(cacheSeconds);

  expect(await statusWith(key)).toBe(401);
});

test('a revoked key that nobody used lately is refused at once', async () => {
  const { id, key } = await newKey();

  await asAdmin('DELETE', `/v1/api-keys/${id}`);

  expect(await statusWith(key)).toBe(401);
});

test('a key that expires lives no longer than a minute past its time, however it was used before', async () => {
  const expiresAt = new Date(clock.now() + 90_000).toISOString();
  const [used, unused] = [await newKey({ expiresAt }), await newKey({ expiresAt })];
  await pass(89);
  expect(await statusWith(used.key)).toBe(200);

  await pass(1);
  expect(await statusWith(unused.key)).toBe(401);
  await pass(cacheSeconds - 1);

  expect(await statusWith(used.key)).toBe(401);
});

test('both keys of a rotation work during the overlap, then only the new one', async () => {
  const old = await newKey();

  const next = await issued(`/v1/api-keys/${old.id}/rotate`, { overlapSeconds: 3_600 });

  await pass(3_599);
  expect([await statusWith(old.key), await statusWith(next.key)]).toEqual([200, 200]);
  await pass(cacheSeconds);
  expect([await statusWith(old.key), await statusWith(next.key)]).toEqual([401, 200]);
});

test('a revoked key answers with a problem that tells nothing of the key', async () => {
  const { id, key } = await newKey();
  await asAdmin('DELETE', `/v1/api-keys/${id}`);

  const response = await fetch(`${gateway.url}/v1/inquiries`, { headers: { authorization: `Bearer ${key}` } });

  const body = await response.text();
  expect(z.object({ status: z.literal(401) }).safeParse(JSON.parse(body)).success).toBe(true);
  expect(body).not.toContain(key);
});
