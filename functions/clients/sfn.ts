import { SFNClient } from '@aws-sdk/client-sfn';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const sfnClient = once(() => boundedClient('states', (config) => new SFNClient(config)));
