import { LambdaClient } from '@aws-sdk/client-lambda';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const lambdaClient = once(() => boundedClient('lambda', (config) => new LambdaClient(config)));
