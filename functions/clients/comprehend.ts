import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const comprehendClient = once(() => boundedClient('comprehend', (config) => new ComprehendClient(config)));
