import { LambdaClient } from '@aws-sdk/client-lambda';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const lambdaClient = once(() => boundedClient('lambda', (config) => new LambdaClient(config)));
