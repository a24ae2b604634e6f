import { SNSClient } from '@aws-sdk/client-sns';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const snsClient = once(() => boundedClient('sns', (config) => new SNSClient(config)));
