import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { JobId } from '../../schemas/ids.ts';
import type { WorkEvent } from '../../schemas/job.ts';
import { boundedClient } from '../clients/bounded.ts';
import { config } from '../config.ts';
import { logger } from '../logger.ts';
import { once } from '../once.ts';

const lambdaClient = once(() => boundedClient('lambda', (config) => new LambdaClient(config)));

/**
 * Has the function `work` perform newly committed jobs at once, without waiting for them. When that
 * fails, the sweeper performs them.
 */
export async function runSoon(jobIds: readonly JobId[]): Promise<void> {
  if (jobIds.length === 0) return;
  const event: WorkEvent = { jobIds: [...jobIds] };
  try {
    await lambdaClient().send(
      new InvokeCommand({
        FunctionName: config().workFunctionName,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(event)),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('jobs left to the sweeper', { jobIds, errorName: error.name });
  }
}
