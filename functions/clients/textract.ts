import { TextractClient } from '@aws-sdk/client-textract';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const textractClient = once(() => boundedClient('textract', (config) => new TextractClient(config)));
