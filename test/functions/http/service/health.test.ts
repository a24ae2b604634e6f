import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { breakerOf } from '../../../../functions/clients/breakers.ts';
import { handler } from '../../../../functions/http/public.ts';
import { call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

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

test('it says what does not answer when the table does not', async () => {
  for (const _ of [1, 2]) world.aws.failNext('GetItem', 'InternalServerError', 500);

  const answer = await call(handler, { path: '/readyz' });
  world.aws.forgetMishaps();

  expect(jsonOf(answer)).toMatchObject({ detail: 'These do not answer: dynamodb' });
});

test('it is ready and names the services whose circuit is open in any thread of the process', async () => {
  const breaker = breakerOf('comprehend');
  for (const _ of [1, 2, 3, 4, 5]) breaker.timedOut();
  const script = `
    const channel = new (require('node:worker_threads').BroadcastChannel)('circuits');
    channel.onmessage = ({ data }) => 'asked' in data && channel.postMessage({ answered: data.asked, open: ['bedrock'] });
    require('node:worker_threads').parentPort.postMessage('listens');`;
  const thread = new Worker(script, { eval: true });
  await once(thread, 'message');

  const answer = await call(handler, { path: '/readyz' });

  await thread.terminate();
  expect(answer.statusCode).toBe(200);
  expect(jsonOf(answer)).toEqual({
    status: 'degraded',
    down: [
      { dependency: 'bedrock', circuit: 'open' },
      { dependency: 'comprehend', circuit: 'open' },
    ],
  });

  breaker.answered();
  expect(jsonOf(await call(handler, { path: '/readyz' }))).toEqual({ status: 'ready' });
});
