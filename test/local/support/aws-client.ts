import { once } from 'node:events';
import { createServer } from 'node:http';

/** Settings of an SDK client that talks to the endpoint as the given account, without retries of its own. */
export function clientOf(url: string, { account = '000000000000', maxAttempts = 1 } = {}) {
  return {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts,
  };
}

/** The error that a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('The promise resolved; it was expected to reject');
}

/** A loopback port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
