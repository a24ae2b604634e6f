import { dynamodb } from '../../../../local/aws/dynamodb/dynamodb.ts';
import { startStallingServer } from '../../../support/stalling-server.ts';
import { until } from '../../../support/until.ts';

/** As many as the proxy has sockets. */
const socketCount = 64;

const callWith = (signal: AbortSignal) => ({
  service: 'dynamodb',
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
  body: Buffer.from('{}'),
  account: '000000000000',
  region: 'us-east-1',
  signal,
});

test('callers that hang up on a store that hangs give its sockets free for those that come after', async () => {
  const store = await startStallingServer({ stall: 'never_answers', body: '{"TableNames":[]}' });
  const service = dynamodb.open({ store: { endpoint: store.url } });
  const callers = new AbortController();
  const hung = Array.from({ length: socketCount }, () => service(callWith(callers.signal)));
  await until('all have come', async () => (store.requestCount === socketCount ? true : undefined));

  callers.abort();
  const outcomes = await Promise.allSettled(hung);
  store.stall = 'answers';

  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await service(callWith(new AbortController().signal))).toMatchObject({ status: 200 });
  await store.close();
});
