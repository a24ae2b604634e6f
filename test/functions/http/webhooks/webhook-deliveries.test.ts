import { ListWebhookDeliveriesResponse } from '../../../../schemas/api/webhooks.ts';
import { jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { acceptedIdOf, adminCall, givenEndpoint } from '../../../support/webhooks.ts';

let world: HttpWorld;
let first: { id: string; deliveries: string[] };
let second: { id: string; deliveries: string[] };

const deliveries = '/v1/webhook-deliveries';
const own = (parts: Parameters<typeof adminCall>[1]) => adminCall(world.company.companyId, parts);

async function givenTests(count: number) {
  const { id } = await givenEndpoint(world.company.companyId, { url: 'https://shop.example.com/' });
  const made: string[] = [];
  for (let index = 0; index < count; index += 1)
    made.push(acceptedIdOf(await own({ method: 'POST', path: `/v1/webhook-endpoints/${id}/test` })));
  return { id, deliveries: made };
}

beforeAll(async () => {
  world = await openHttpWorld();
  first = await givenTests(3);
  second = await givenTests(2);
}, 60_000);
afterAll(async () => {
  await world.close();
});

async function listed(query: Readonly<Record<string, string>>) {
  const { items, nextCursor } = ListWebhookDeliveriesResponse.parse(jsonOf(await own({ path: deliveries, query })));
  return { ids: items.map(({ id }) => id), nextCursor };
}

test('the list is of all endpoints, page by page, each once', async () => {
  const { ids, nextCursor = '' } = await listed({ limit: '3' });
  const rest = await listed({ limit: '3', cursor: nextCursor });

  expect([...ids, ...rest.ids]).toEqual([...first.deliveries, ...second.deliveries].sort().reverse());
});

test('filters by endpoint and state', async () => {
  expect((await listed({ endpoint: first.id })).ids.sort()).toEqual([...first.deliveries].sort());
  expect((await listed({ endpoint: second.id, state: 'pending' })).ids.sort()).toEqual([...second.deliveries].sort());
  expect((await listed({ state: 'delivered' })).ids).toEqual([]);
});

test('a cursor goes on with its own list alone', async () => {
  const { nextCursor = '' } = await listed({ limit: '1' });

  const filtered = await own({ path: deliveries, query: { cursor: nextCursor, state: 'pending' } });
  const others = await adminCall(world.otherCompany.companyId, { path: deliveries, query: { cursor: nextCursor } });

  for (const answer of [filtered, others])
    expect([answer.statusCode, jsonOf(answer)]).toMatchObject([422, { errors: [{ path: 'cursor' }] }]);
});

test.each([
  ['endpoint', 'mine'],
  ['state', 'lost'],
  ['limit', '0'],
])('refuses the filter %s=%s', async (name, value) => {
  const answer = await own({ path: deliveries, query: { [name]: value } });

  expect([answer.statusCode, jsonOf(answer)]).toMatchObject([422, { errors: [{ path: name }] }]);
});

test('nobody reads, lists or repeats the deliveries of another company', async () => {
  const [id = ''] = first.deliveries;
  const others = (parts: Parameters<typeof adminCall>[1]) => adminCall(world.otherCompany.companyId, parts);

  expect((await others({ path: `${deliveries}/${id}` })).statusCode).toBe(404);
  expect((await others({ method: 'POST', path: `${deliveries}/${id}/redeliver` })).statusCode).toBe(404);
  expect(jsonOf(await others({ path: deliveries }))).toEqual({ items: [] });
});

test('a delivery of a deleted endpoint stays readable and cannot be repeated', async () => {
  const gone = await givenTests(1);
  const [id = ''] = gone.deliveries;
  await own({ method: 'DELETE', path: `/v1/webhook-endpoints/${gone.id}` });

  expect((await own({ path: `${deliveries}/${id}` })).statusCode).toBe(200);
  const answer = await own({ method: 'POST', path: `${deliveries}/${id}/redeliver` });
  expect([answer.statusCode, jsonOf(answer)]).toMatchObject([409, { code: 'endpoint_not_enabled' }]);
});
