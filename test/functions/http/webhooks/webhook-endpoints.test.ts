import { handler } from '../../../../functions/http/admin.ts';
import { ListWebhookEndpointsResponse } from '../../../../schemas/api/webhooks.ts';
import { mostWebhookEndpoints, WebhookEvent } from '../../../../schemas/webhook.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
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
const others = (parts: Parameters<typeof adminCall>[1]) => adminCall(world.otherCompany.companyId, parts);
const given = (fields: { events?: readonly string[] } = {}) =>
  givenEndpoint(world.company.companyId, { url, ...fields });

afterEach(async () => {
  const { items } = ListWebhookEndpointsResponse.parse(jsonOf(await own({ path: endpoints })));
  for (const { id } of items) await own({ method: 'DELETE', path: `${endpoints}/${id}` });
});

test('a new endpoint is enabled for all events, and its secret is 32 bytes that can be read again', async () => {
  const { secret, ...endpoint } = await given();

  expect(endpoint).toMatchObject({ url, state: 'enabled', events: WebhookEvent.options });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secretIn(await own({ path: `${endpoints}/${endpoint.id}/secret` }))).toBe(secret);
  const read = await own({ path: `${endpoints}/${endpoint.id}` });
  expect([read.statusCode, jsonOf(read)]).toEqual([200, endpoint]);
});

test('the list is oldest first and tells no secrets', async () => {
  const first = await given();
  const second = await given({ events: ['inquiry.answered'] });

  const list = await own({ path: endpoints });

  expect(jsonOf(list)).toMatchObject({ items: [{ id: first.id }, { id: second.id, events: ['inquiry.answered'] }] });
  expect(list.body).not.toContain('whsec_');
});

test('two endpoints have two secrets', async () => {
  expect((await given()).secret).not.toBe((await given()).secret);
});

test.each([
  ['no URL', {}, 'url'],
  ['an inner URL', { url: 'https://10.0.0.1/' }, 'url'],
  ['plain HTTP', { url: 'http://example.com/' }, 'url'],
  ['an unknown event', { url, events: ['inquiry.vanished'] }, 'events[0]'],
  ['no event', { url, events: [] }, 'events'],
  ['an event twice', { url, events: ['inquiry.erased', 'inquiry.erased'] }, 'events'],
  ['a test as an event', { url, events: ['webhook.test'] }, 'events[0]'],
  ['an unknown field', { url, secret: 'whsec_x' }, 'secret'],
])('refuses %s', async (_, body, path) => {
  const answer = await own({ method: 'POST', path: endpoints, body });

  expect([answer.statusCode, jsonOf(answer)]).toMatchObject([422, { code: 'validation_failed', errors: [{ path }] }]);
});

test('changes what is named and leaves the rest', async () => {
  const { id } = await given({ events: ['inquiry.answered'] });
  const path = `${endpoints}/${id}`;

  const changed = await own({ method: 'PATCH', path, body: { url: 'https://new.example.com/', enabled: false } });

  expect([changed.statusCode, jsonOf(changed)]).toMatchObject([
    200,
    { url: 'https://new.example.com/', events: ['inquiry.answered'], state: 'disabled' },
  ]);
  expect(jsonOf(await own({ method: 'PATCH', path, body: { enabled: true } }))).toMatchObject({ state: 'enabled' });
});

test.each([
  ['nothing', {}],
  ['to an inner URL', { url: 'https://localhost.internal/' }],
])('refuses to change %s', async (_, body) => {
  const { id } = await given();

  const answer = await own({ method: 'PATCH', path: `${endpoints}/${id}`, body });

  expect(answer.statusCode).toBe(422);
  expect(jsonOf(await own({ path: `${endpoints}/${id}` }))).toMatchObject({ url, state: 'enabled' });
});

test('a rotation gives another secret and says until when the former one signs', async () => {
  const { id, secret } = await given();

  const answer = await own({ method: 'POST', path: `${endpoints}/${id}/rotate-secret`, body: { overlapSeconds: 60 } });

  expect(secretIn(answer)).not.toBe(secret);
  expect(jsonOf(answer)).toMatchObject({ previousSecretUntil: expect.any(String) });
  expect(secretIn(await own({ path: `${endpoints}/${id}/secret` }))).toBe(secretIn(answer));
});

test('a company has a limited number of endpoints, and room again after deleting one', async () => {
  const made = await Promise.all(Array.from({ length: mostWebhookEndpoints - 1 }, () => own(create)));
  expect(made.map(({ statusCode }) => statusCode)).toEqual(made.map(() => 201));
  const last = await given();

  const refused = await own(create);
  expect([refused.statusCode, jsonOf(refused)]).toMatchObject([409, { code: 'limit_reached' }]);
  expect((await others(create)).statusCode).toBe(201);

  expect((await own({ method: 'DELETE', path: `${endpoints}/${last.id}` })).statusCode).toBe(204);
  expect((await own(create)).statusCode).toBe(201);
});
const create = { method: 'POST', path: endpoints, body: { url } };

test('a deleted endpoint is gone, and deleting it again says so', async () => {
  const { id } = await given();
  const path = `${endpoints}/${id}`;

  expect(await own({ method: 'DELETE', path })).toMatchObject({ statusCode: 204, body: '' });

  expect((await own({ path })).statusCode).toBe(404);
  expect((await own({ method: 'DELETE', path })).statusCode).toBe(404);
});

test('a disabled endpoint can be sent no test', async () => {
  const { id } = await given();
  await own({ method: 'PATCH', path: `${endpoints}/${id}`, body: { enabled: false } });

  const answer = await own({ method: 'POST', path: `${endpoints}/${id}/test` });

  expect([answer.statusCode, jsonOf(answer)]).toMatchObject([409, { code: 'endpoint_not_enabled' }]);
});

test.each([
  ['reads', 'GET', '', undefined],
  ['changes', 'PATCH', '', { enabled: false }],
  ['deletes', 'DELETE', '', undefined],
  ['reads the secret of', 'GET', '/secret', undefined],
  ['rotates the secret of', 'POST', '/rotate-secret', {}],
  ['tests', 'POST', '/test', undefined],
])('nobody %s the endpoint of another company', async (_, method, folder, body) => {
  const { id, secret } = await given();

  const answer = await others({ method, path: `${endpoints}/${id}${folder}`, body });

  expect([answer.statusCode, jsonOf(answer)]).toMatchObject([404, { code: 'not_found' }]);
  expect(jsonOf(await own({ path: `${endpoints}/${id}` }))).toMatchObject({ state: 'enabled' });
  expect(secretIn(await own({ path: `${endpoints}/${id}/secret` }))).toBe(secret);
});

test('a key without the scope admin opens none of it', async () => {
  const authorizer = asCompany(world.company.companyId);

  expect(await call(handler, { path: endpoints, authorizer })).toMatchObject({ statusCode: 403 });
});
