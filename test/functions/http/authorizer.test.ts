import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { config } from '../../../functions/config.ts';
import { createApiKey, findApiKeyByHash } from '../../../functions/entities/api-key.ts';
import { handler } from '../../../functions/http/authorizer.ts';
import { hashApiKey, newApiKey } from '../../../functions/tokens/api-key.ts';
import { statusTokenOf } from '../../../functions/tokens/sealed-tokens.ts';
import { ApiKeyId, InquiryId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import { epochMs } from '../../../schemas/units.ts';
import { httpEvent, lambdaContext } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

const apiKeyId = ApiKeyId.parse('01jd0000000000000000000key');
const inquiryId = InquiryId.parse('01jd0000000000000000000000');

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

function authorize(headers: Readonly<Record<string, string>>) {
  const event: APIGatewayRequestAuthorizerEvent = {
    ...httpEvent({ path: '/v1/inquiries', headers }),
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:us-east-1:000000000000:abc/prod/GET/v1/inquiries',
    requestContext: { ...httpEvent({ path: '/' }).requestContext, authorizer: undefined },
  };
  return handler(event, lambdaContext);
}

interface KeyFields {
  readonly expiresAtMs?: number;
  readonly revokedAtMs?: number;
  readonly lastUsedAtMs?: number;
  readonly mode?: Mode;
}

async function storedKey(times: KeyFields = {}): Promise<string> {
  const { mode = 'live' } = times;
  const { key, prefix, hash } = newApiKey(randomBytes, mode);
  await createApiKey({
    keyHash: hash,
    apiKeyId,
    companyId: world.company.companyId,
    prefix,
    name: 'Shop',
    mode,
    scopes: ['inquiries:write', 'inquiries:read'],
    createdAtMs: epochMs(0),
    ...(times.expiresAtMs !== undefined && { expiresAtMs: epochMs(times.expiresAtMs) }),
    ...(times.lastUsedAtMs !== undefined && { lastUsedAtMs: epochMs(times.lastUsedAtMs) }),
    ...(times.revokedAtMs !== undefined && { revokedAtMs: epochMs(times.revokedAtMs) }),
  });
  return key;
}

test('an API key is known by its hash and may reach the whole stage', async () => {
  const key = await storedKey({ expiresAtMs: Date.now() + 60_000 });

  expect(await authorize({ authorization: `Bearer ${key}` })).toEqual({
    principalId: apiKeyId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: 'Allow',
          Resource: 'arn:aws:execute-api:us-east-1:000000000000:abc/prod/*',
        },
      ],
    },
    context: {
      kind: 'company',
      companyId: world.company.companyId,
      apiKeyId,
      mode: 'live',
      scopes: 'inquiries:write inquiries:read',
    },
  });
});

test('a test key says its mode', async () => {
  const key = await storedKey({ mode: 'test' });

  expect(await authorize({ authorization: `Bearer ${key}` })).toMatchObject({ context: { mode: 'test' } });
});

test('a status token stands for its inquiry, without a look into the table', async () => {
  const before = world.aws.calls('GetItem').length;

  const result = await authorize({ Authorization: `bearer ${statusTokenOf(inquiryId)}` });

  expect(result).toMatchObject({ principalId: inquiryId, context: { kind: 'customer', inquiryId } });
  expect(world.aws.calls('GetItem')).toHaveLength(before);
});

test.each([
  ['expired', () => storedKey({ expiresAtMs: Date.now() - 1 })],
  ['revoked', () => storedKey({ revokedAtMs: Date.now() - 1 })],
  ['unknown', async () => newApiKey(randomBytes, 'live').key],
  ['mutilated', async () => (await storedKey()).slice(0, -1)],
  ['forged as a status token', async () => `${statusTokenOf(inquiryId).slice(0, -1)}.`],
  ['empty', async () => ''],
])('a key that is %s is unauthorized', async (_, make) => {
  await expect(authorize({ authorization: `Bearer ${await make()}` })).rejects.toThrow(/^Unauthorized$/);
});

test.each([{}, { authorization: 'Basic a2ltOnNlY3JldA==' }, { authorization: 'Bearer' }])(
  '%j is unauthorized',
  async (headers) => {
    await expect(authorize(headers)).rejects.toThrow(/^Unauthorized$/);
  },
);

test('a store that cannot be read is not a wrong key', async () => {
  const key = await storedKey();
  for (const _ of [1, 2]) world.aws.failNext('GetItem', 'InternalServerError', 500);

  await expect(authorize({ authorization: `Bearer ${key}` })).rejects.toThrow(/^(?!Unauthorized$)/);
});

const readsOf = async (token: string): Promise<number> => {
  const before = world.aws.calls('GetItem').length;
  await authorize({ authorization: `Bearer ${token}` }).catch(() => {});
  return world.aws.calls('GetItem').length - before;
};

test('a wrong key of the right form takes the path of a right one: one read, by a hash that tells nothing of the secret', async () => {
  const right = await storedKey({ lastUsedAtMs: Date.now() });
  const wrong = `${right.slice(0, -1)}${right.endsWith('a') ? 'b' : 'a'}`;

  expect([await readsOf(right), await readsOf(wrong), await readsOf(newApiKey(randomBytes, 'live').key)]).toEqual([
    1, 1, 1,
  ]);
  expect(world.aws.calls('GetItem').some(({ body }) => body.includes(right) || body.includes(wrong))).toBe(false);
});

const lastUse = async (key: string) => (await findApiKeyByHash(hashApiKey(key)))?.lastUsedAtMs;

test('the first use of a key is noted, and then one in ten minutes', async () => {
  const key = await storedKey();
  const tenMinutesAgoMs = Date.now() - 600_000;
  const [older, newer] = [
    await storedKey({ lastUsedAtMs: tenMinutesAgoMs - 1_000 }),
    await storedKey({ lastUsedAtMs: tenMinutesAgoMs + 60_000 }),
  ];

  for (const used of [key, older, newer]) await authorize({ authorization: `Bearer ${used}` });

  expect(await lastUse(key)).toBeGreaterThan(tenMinutesAgoMs);
  expect(await lastUse(older)).toBeGreaterThan(tenMinutesAgoMs + 300_000);
  expect(await lastUse(newer)).toBe(tenMinutesAgoMs + 60_000);
});

test('a key that is refused is not in use', async () => {
  const key = await storedKey({ revokedAtMs: Date.now() - 1 });

  await expect(authorize({ authorization: `Bearer ${key}` })).rejects.toThrow(/^Unauthorized$/);

  expect(await lastUse(key)).toBeUndefined();
});

test('a use that cannot be noted refuses nobody', async () => {
  const key = await storedKey();
  for (const _ of [1, 2]) world.aws.failNext('UpdateItem', 'ProvisionedThroughputExceededException');

  expect(await authorize({ authorization: `Bearer ${key}` })).toMatchObject({ principalId: apiKeyId });
  expect(await lastUse(key)).toBeUndefined();
});

test('a key from before keys had names and modes goes on working, as a live one', async () => {
  const { key, prefix, hash } = newApiKey(randomBytes, 'live');
  const { companyId } = world.otherCompany;
  const pk = `$inquiries#keyhash_${hash}`;
  await dynamodbClient().send(
    new PutItemCommand({
      TableName: config().tableName,
      Item: {
        pk: { S: pk },
        sk: { S: '$apikey_1' },
        keyHash: { S: hash },
        apiKeyId: { S: apiKeyId },
        companyId: { S: companyId },
        prefix: { S: prefix },
        scopes: { L: [{ S: 'admin' }] },
        createdAtMs: { N: '0' },
        __edb_e__: { S: 'apiKey' },
        __edb_v__: { S: '1' },
      },
    }),
  );

  expect(await authorize({ authorization: `Bearer ${key}` })).toMatchObject({ context: { companyId, mode: 'live' } });
  expect(await lastUse(key)).toBeDefined();
});
