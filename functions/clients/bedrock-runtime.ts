import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

/** HTTP/1.1 by a handler of its own: this client alone would speak HTTP/2, which endpoints on loopback do not. */
export const bedrockRuntimeClient = once(() =>
  unlogged(
    new BedrockRuntimeClient({
      ...sdkDefaults,
      requestHandler: new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 60_000 }),
    }),
  ),
);
