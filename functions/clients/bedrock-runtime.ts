import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const bedrockRuntimeClient = once(() => boundedClient('bedrock', (config) => new BedrockRuntimeClient(config)));
