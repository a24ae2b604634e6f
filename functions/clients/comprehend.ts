import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const comprehendClient = once(() => boundedClient('comprehend', (config) => new ComprehendClient(config)));
