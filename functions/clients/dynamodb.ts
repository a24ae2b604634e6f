import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from '../once.ts';
import { boundedHandler } from './bounded-handler.ts';
import { limitsOf } from './service-limits.ts';

/**
 * Plain HTTP is always a store on the same machine, which does one thing at a time: with more sockets calls queue in
 * it, where some are overtaken for seconds. AWS is reached by HTTPS with the SDK's own number.
 */
const sockets = { http: 6, https: 50 } as const;

/** Without a circuit: nothing works without the table. */
export const dynamodbClient = once(() => {
  const { maxAttempts, ...limits } = limitsOf('dynamodb');
  const client = new DynamoDBClient({ maxAttempts, requestHandler: boundedHandler({ ...limits, sockets }) });
  client.middlewareStack.remove('loggerMiddleware');
  return client;
});
