import { SFNClient } from '@aws-sdk/client-sfn';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const sfnClient = once(() => boundedClient('states', (config) => new SFNClient(config)));
