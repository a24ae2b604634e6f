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
