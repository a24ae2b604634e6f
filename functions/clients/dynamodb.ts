import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

/**
 * Plain HTTP is only ever a store on the same machine, which does one thing at a time: with more sockets calls queue up in
 * it, where some are overtaken for seconds. AWS is reached by HTTPS and has the SDK's own number.
 */
const httpAgent = { keepAlive: true, maxSockets: 6 } as const;

export const dynamodbClient = once(() =>
  unlogged(new DynamoDBClient({ ...sdkDefaults, requestHandler: { ...sdkDefaults.requestHandler, httpAgent } })),
);
