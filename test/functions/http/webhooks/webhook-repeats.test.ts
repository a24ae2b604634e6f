import type { APIGatewayProxyResult } from 'aws-lambda';
import {
  CreateWebhookEndpointResponse,
  ListWebhookEndpointsResponse,
  RotateWebhookSecretResponse,
} from '../../../../schemas/api/webhooks.ts';
import { jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { adminCall, givenEndpoint, secretIn } from '../../../support/webhooks.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 60_000);
afterAll(async () => {
  await world.close();
});

const endpoints = '/v1/webhook-endpoints';
const url = 'https://shop.example.com/webhooks';
const own = (parts: Parameters<typeof adminCall>[1]) => adminCall(world.company.companyId, parts);
const create = (idempotencyKey: string, body: object = { url }) =>
  own({ method: 'POST', path: endpoints, body, idempotencyKey });
const rotate = (id: string, idempotencyKey: string, overlapSeconds = 60) =>
  own({ method: 'POST', path: `${endpoints}/${id}/rotate-secret`, body: { overlapSeconds }, idempotencyKey });
const present = async () => ListWebhookEndpointsResponse.parse(jsonOf(await own({ path: endpoints }))).items;
const isReplayed = ({ headers = {} }: APIGatewayProxyResult) => 'idempotency-replayed' in headers;

afterEach(async () => {
  for (const { id } of await present()) await own({ method: 'DELETE', path: `${endpoints}/${id}` });
});

test('the same creation again is answered with the same endpoint and its secret', async () => {
  const first = await create('hook-1');

  const second = await create('hook-1');

  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(jsonOf(second)).toEqual(jsonOf(first));
  expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
  expect(await present()).toHaveLength(1);
});

test('another body under the key of a creation is refused', async () => {
  await create('hook-2');

  expect(jsonOf(await create('hook-2', { url: 'https://other.example.com/' }))).toMatchObject({
    status: 422,
    code: 'idempotency_mismatch',
  });
  expect(await present()).toHaveLength(1);
});

test('of ten creations at once under one key a single endpoint comes, and all are told of it', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => create('hook-3')));

  const made = answers.map((answer) => CreateWebhookEndpointResponse.parse(jsonOf(answer)));
  expect(new Set(made.map(({ id, secret }) => `${id} ${secret}`)).size).toBe(1);
  expect(answers.filter((answer) => !isReplayed(answer))).toHaveLength(1);
  expect(await present()).toHaveLength(1);
});

test.each([1, 2])('a creation whose answer is lost %i times makes one endpoint, known to its repeat', async (times) => {
  world.aws.loseNext('TransactWriteItems', times);

  await create(`hook-lost-${times}`);
  const again = await create(`hook-lost-${times}`);

  expect(again.statusCode).toBe(201);
  expect(await present()).toMatchObject([{ id: CreateWebhookEndpointResponse.parse(jsonOf(again)).id }]);
});

test('what the key made and was deleted since is not made again', async () => {
  const { id } = CreateWebhookEndpointResponse.parse(jsonOf(await create('hook-4')));
  await own({ method: 'DELETE', path: `${endpoints}/${id}` });

  expect(jsonOf(await create('hook-4'))).toMatchObject({ status: 404, code: 'not_found' });
  expect(await present()).toEqual([]);
});

test('the same rotation again leaves the secret as the first one made it, and the one before it signing', async () => {
  const { id, secret } = await givenEndpoint(world.company.companyId, { url });
  const first = await rotate(id, 'rotate-1');

  const second = await rotate(id, 'rotate-1');

  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect(jsonOf(second)).toEqual(jsonOf(first));
  expect(RotateWebhookSecretResponse.parse(jsonOf(first))).toMatchObject({
    id,
    previousSecretUntil: expect.any(String),
  });
  expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
  expect(secretIn(await own({ path: `${endpoints}/${id}/secret` }))).toBe(secretIn(first));
  expect(secretIn(first)).not.toBe(secret);
});

test.each([1, 2])('a rotation whose answer is lost %i times rotates once', async (times) => {
  const { id } = await givenEndpoint(world.company.companyId, { url });
  world.aws.loseNext('TransactWriteItems', times);

  await rotate(id, `rotate-lost-${times}`);
  const again = await rotate(id, `rotate-lost-${times}`);

  expect(isReplayed(again)).toBe(true);
  const later = await rotate(id, `rotate-later-${times}`);
  expect(secretIn(later)).not.toBe(secretIn(again));
});

test('of ten rotations at once under one key one rotates, and all are told of its secret', async () => {
  const { id } = await givenEndpoint(world.company.companyId, { url });

  const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(id, 'rotate-2')));

  expect(new Set(answers.map(secretIn)).size).toBe(1);
  expect(answers.filter((answer) => !isReplayed(answer))).toHaveLength(1);
});

test('the key of a rotation answers for no other endpoint', async () => {
  const [one, other] = [
    await givenEndpoint(world.company.companyId, { url }),
    await givenEndpoint(world.company.companyId, { url }),
  ];
  await rotate(one.id, 'rotate-3');

  expect(jsonOf(await rotate(other.id, 'rotate-3'))).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  expect(secretIn(await own({ path: `${endpoints}/${other.id}/secret` }))).toBe(other.secret);
});
