import { TextractClient } from '@aws-sdk/client-textract';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const textractClient = once(() => boundedClient('textract', (config) => new TextractClient(config)));
