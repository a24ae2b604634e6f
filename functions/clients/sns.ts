import { SNSClient } from '@aws-sdk/client-sns';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const snsClient = once(() => boundedClient('sns', (config) => new SNSClient(config)));
