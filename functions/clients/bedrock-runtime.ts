import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { boundedClient } from './bounded.ts';
import { once } from './once.ts';

export const bedrockRuntimeClient = once(() => boundedClient('bedrock', (config) => new BedrockRuntimeClient(config)));
