import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from '../once.ts';
import { boundedHandler } from './bounded-handler.ts';
import { limitsOf } from './service-limits.ts';

/**
 * Plain HTTP is only ever a store on the same machine, which does one thing at a time: with more sockets calls queue up in
 * it, where some are overtaken for seconds. AWS is reached by HTTPS and has the SDK's own number.
 */
const sockets = { http: 6, https: 50 } as const;

/** Without a circuit: nothing works without the table, so it is asked whatever it has done before. */
export const dynamodbClient = once(() => {
  const { maxAttempts, ...limits } = limitsOf('dynamodb');
  const client = new DynamoDBClient({ maxAttempts, requestHandler: boundedHandler({ ...limits, sockets }) });
  client.middlewareStack.remove('loggerMiddleware');
  return client;
});
