import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { boundedHandler } from '../../../functions/clients/bounded-handler.ts';
import { type Stall, type StallingServer, startStallingServer } from '../../support/stalling-server.ts';
import { until } from '../../support/until.ts';

const limits = { connectionTimeoutMs: 100, requestTimeoutMs: 150 } as const;
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let server: StallingServer;
beforeEach(async () => {
  server = await startStallingServer({ stall: 'answers', body: '{"TableNames":[]}' });
});
afterEach(() => server.close());

const clientOf = (sockets = { http: 2, https: 2 }) =>
  new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    requestHandler: boundedHandler({ ...limits, connectionTimeoutMs: 10_000, sockets }),
  });

const stalls: readonly Stall[] = ['never_answers', 'stalls_in_body', 'trickles'];

test.each(stalls)('a service that %s is given up by TimeoutError, and the call after it is answered', async (stall) => {
  const client = clientOf();
  server.stall = stall;
  await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({ name: 'TimeoutError' });
  server.stall = 'answers';

  expect((await client.send(new ListTablesCommand())).TableNames).toEqual([]);
  client.destroy();
});

test.each(stalls)(
  'calls that wait for a socket of a service that %s are given up too, and the pool recovers',
  async (stall) => {
    const client = clientOf();
    server.stall = stall;
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => client.send(new ListTablesCommand())));
    server.stall = 'answers';

    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual(
      Array.from({ length: 9 }, () => 'TimeoutError'),
    );
    // Those that waited for a socket never got one.
    expect(server.requestCount).toBe(2);
    const after = await Promise.all(Array.from({ length: 9 }, () => client.send(new ListTablesCommand())));
    expect(after.map(({ TableNames }) => TableNames)).toEqual(Array.from({ length: 9 }, () => []));
    client.destroy();
  },
);

test('the socket of a call that was given up is destroyed', async () => {
  const client = clientOf();
  server.stall = 'never_answers';

  await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({ name: 'TimeoutError' });

  await until('the connection is gone', async () => ((await server.openConnections()) === 0 ? true : undefined));
  client.destroy();
});

test.each(['stalls_in_body', 'trickles'] as const)(
  'an object whose body %s is given up while it is read',
  async (stall) => {
    server.stall = stall;
    const s3 = new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
      requestHandler: boundedHandler(limits),
    });

    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'attachments', Key: 'a' }));

    await expect(Body?.transformToByteArray()).rejects.toMatchObject({ name: 'TimeoutError' });
    s3.destroy();
  },
);

test('an answer that came while the thread was busy is not taken for a timeout', async () => {
  const client = clientOf();
  const asked = client.send(new ListTablesCommand());
  await until('the request has come', async () => (server.requestCount === 1 ? true : undefined));

  const busyUntilMs = performance.now() + 2 * limits.requestTimeoutMs;
  while (performance.now() < busyUntilMs);

  expect((await asked).TableNames).toEqual([]);
  client.destroy();
});
