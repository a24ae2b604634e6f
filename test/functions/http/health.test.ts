import { handler } from '../../../functions/http/public.ts';
import { call, jsonOf } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

test('it is alive without asking anybody', async () => {
  const before = world.aws.calls('GetItem').length;

  expect(jsonOf(await call(handler, { path: '/healthz' }))).toEqual({ status: 'ok' });
  expect(world.aws.calls('GetItem')).toHaveLength(before);
});

test('it is ready when the table can be read', async () => {
  expect(await call(handler, { path: '/readyz' })).toMatchObject({ statusCode: 200, body: '{"status":"ready"}' });
});

test.each([
  ['InternalServerError', 500],
  ['ResourceNotFoundException', 400],
  ['AccessDeniedException', 400],
])('it is not ready when the table answers %s', async (name, status) => {
  for (const _ of [1, 2]) world.aws.failNext('GetItem', name, status);

  const answer = await call(handler, { path: '/readyz' });
  world.aws.forgetMishaps();

  expect(jsonOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
  expect(answer.headers).toMatchObject({ 'retry-after': '2' });
});
