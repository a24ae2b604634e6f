import { randomBytes } from 'node:crypto';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createApiKey } from '../../../functions/entities/writes/create-company.ts';
import { handler } from '../../../functions/http/authorizer.ts';
import { newApiKey } from '../../../functions/tokens/api-key.ts';
import { statusTokenOf } from '../../../functions/tokens/status-token.ts';
import { ApiKeyId, InquiryId } from '../../../schemas/ids.ts';
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

async function storedKey(times: { expiresAtMs?: number; revokedAtMs?: number } = {}): Promise<string> {
  const { key, prefix, hash } = newApiKey(randomBytes, 'live');
  await createApiKey({
    keyHash: hash,
    apiKeyId,
    companyId: world.company.companyId,
    prefix,
    name: 'Shop',
    scopes: ['inquiries:write', 'inquiries:read'],
    createdAtMs: epochMs(0),
    ...(times.expiresAtMs !== undefined && { expiresAtMs: epochMs(times.expiresAtMs) }),
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
