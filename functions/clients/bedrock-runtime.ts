import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const bedrockRuntimeClient = once(
  () =>
    new BedrockRuntimeClient({ ...sdkDefaults, requestHandler: { connectionTimeout: 2_000, requestTimeout: 60_000 } }),
);
