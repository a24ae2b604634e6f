import { findSettings } from '../../../functions/entities/company.ts';
import { findKnowledgeEntry } from '../../../functions/entities/knowledge.ts';
import { listWebhookDeliveries } from '../../../functions/entities/webhook-delivery.ts';
import { handler as admin } from '../../../functions/http/admin.ts';
import { handler as knowledge } from '../../../functions/http/knowledge.ts';
import { type OperationId, routes } from '../../../schemas/api/routes.ts';
import {
  CreateWebhookEndpointResponse,
  ListWebhookDeliveriesResponse,
  ListWebhookEndpointsResponse,
} from '../../../schemas/api/webhooks.ts';
import { KnowledgeId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenAnswer, givenInquiry } from '../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ask = (mode: Mode, method: string, path: string, body?: object) =>
  call(path.startsWith('/v1/knowledge') ? knowledge : admin, {
    ...(body !== undefined && jsonBody(body)),
    method,
    path,
    authorizer: { ...asCompany(world.company.companyId, 'admin knowledge'), mode },
  });

/** What each writing route of a company keeps to when a test key asks. */
const reach = {
  'refused to a test key': [
    'createKnowledgeEntry',
    'importKnowledge',
    'rebuildKnowledgeIndex',
    'putKnowledgeEntry',
    'deleteKnowledgeEntry',
    'changeSettings',
  ],
  'test keys alone': ['createApiKey', 'rotateApiKey', 'revokeApiKey'],
  'test webhooks alone': [
    'createWebhookEndpoint',
    'updateWebhookEndpoint',
    'deleteWebhookEndpoint',
    'rotateWebhookSecret',
    'testWebhookEndpoint',
    'redeliverWebhook',
  ],
  'test inquiries alone': [
    'submitInquiry',
    'submitBatch',
    'createUpload',
    'escalateInquiry',
    'giveFeedback',
    'reopenInquiry',
    'addMessage',
    'eraseInquiry',
    'createDataRequest',
    'claimEscalation',
    'releaseEscalation',
    'reassignEscalation',
    'replyToEscalation',
    'returnToAi',
  ],
} as const satisfies Record<string, readonly OperationId[]>;

test('every route that writes has been looked at', () => {
  const writing = Object.entries(routes)
    .filter(([, { method, auth }]) => method !== 'GET' && auth.startsWith('company'))
    .map(([operation]) => operation);

  expect(Object.values(reach).flat().toSorted()).toEqual(writing.toSorted());
});

test('the refused routes are those that say so, and their problems name it', () => {
  const refused = Object.entries(routes).filter(([, spec]) => 'isLiveOnly' in spec);
  const naming = Object.entries(routes).filter(([, { problems }]) => problems.some((code) => code === 'test_mode'));

  expect(refused.map(([operation]) => operation).toSorted()).toEqual(reach['refused to a test key'].toSorted());
  expect(naming.map(([operation]) => operation)).toEqual(refused.map(([operation]) => operation));
});

const entry = { title: 'Returns', text: 'Within 30 days.', language: 'en' };

test.each([
  ['POST', '/v1/knowledge', entry],
  ['POST', '/v1/knowledge/import', { mode: 'replace', entries: [{ ...entry, id: 'other' }] }],
  ['POST', '/v1/knowledge/index', undefined],
  ['PUT', '/v1/knowledge/returns', { ...entry, text: 'Never.' }],
  ['DELETE', '/v1/knowledge/returns', undefined],
  ['PATCH', '/v1/settings', { staff: [{ agentId: 'eve', name: 'Eve', email: 'eve@example.com', role: 'manager' }] }],
])('a test key may not %s %s', async (method, path, body) => {
  await ask('live', 'PUT', '/v1/knowledge/returns', entry);
  const { companyId } = world.company;
  const stored = async () => [
    await findSettings(companyId),
    await findKnowledgeEntry(companyId, KnowledgeId.parse('returns')),
  ];
  const before = await stored();

  const answer = await ask('test', method, path, body);

  expect(jsonOf(answer)).toMatchObject({ status: 403, code: 'test_mode' });
  expect(await stored()).toEqual(before);
});

test.each(['/v1/settings', '/v1/knowledge', '/v1/knowledge/returns', '/v1/knowledge/index'])(
  'a test key reads %s',
  async (path) => {
    expect((await ask('test', 'GET', path)).statusCode).toBe(200);
  },
);

async function givenEndpoint(mode: Mode) {
  const answer = await ask(mode, 'POST', '/v1/webhook-endpoints', { url: 'https://shop.example.com/' });
  return CreateWebhookEndpointResponse.parse(jsonOf(answer));
}

const endpointsOf = async (mode: Mode) =>
  ListWebhookEndpointsResponse.parse(jsonOf(await ask(mode, 'GET', '/v1/webhook-endpoints'))).items.map(({ id }) => id);

test('to a test key a live webhook endpoint is not there, and its own is', async () => {
  const live = await givenEndpoint('live');
  const own = await givenEndpoint('test');
  const at = `/v1/webhook-endpoints/${live.id}`;
  const asked = [
    ['GET', at],
    ['PATCH', at, { url: 'https://thief.example.com/' }],
    ['GET', `${at}/secret`],
    ['POST', `${at}/rotate-secret`, {}],
    ['POST', `${at}/test`],
    ['DELETE', at],
  ] as const;

  for (const [method, path, body] of asked)
    expect(jsonOf(await ask('test', method, path, body))).toMatchObject({ status: 404, code: 'not_found' });

  expect([live.mode, own.mode]).toEqual(['live', 'test']);
  expect(await endpointsOf('test')).toEqual([own.id]);
  expect(await endpointsOf('live')).toEqual([live.id, own.id]);
  expect(jsonOf(await ask('live', 'GET', at))).toMatchObject({ url: 'https://shop.example.com/' });
  expect((await ask('test', 'PATCH', `/v1/webhook-endpoints/${own.id}`, { enabled: false })).statusCode).toBe(200);
  expect((await ask('test', 'DELETE', `/v1/webhook-endpoints/${own.id}`)).statusCode).toBe(204);
});

test('a test endpoint is told of test inquiries alone, and a test key sees its deliveries alone', async () => {
  const { companyId } = world.company;
  const own = await givenEndpoint('test');
  await givenAnswer(await givenInquiry(companyId));
  await givenAnswer(await givenInquiry(companyId, { mode: 'test' }));

  const { items: all } = await listWebhookDeliveries(companyId, { filter: {}, limit: 100 });
  const toOwn = all.filter(({ webhookEndpointId }) => webhookEndpointId === own.id);
  const toLive = all.find(({ webhookEndpointId }) => webhookEndpointId !== own.id);
  const seen = ListWebhookDeliveriesResponse.parse(jsonOf(await ask('test', 'GET', '/v1/webhook-deliveries')));

  expect(toOwn.map(({ payload }) => JSON.parse(payload))).toMatchObject([{ data: { mode: 'test' } }]);
  expect(seen.items.map(({ id }) => id)).toEqual(toOwn.map(({ webhookDeliveryId }) => webhookDeliveryId));
  const others = `/v1/webhook-deliveries/${toLive?.webhookDeliveryId}`;
  expect((await ask('live', 'GET', others)).statusCode).toBe(200);
  for (const [method, path] of [
    ['GET', others],
    ['POST', `${others}/redeliver`],
  ] as const)
    expect(jsonOf(await ask('test', method, path))).toMatchObject({ status: 404 });
});
