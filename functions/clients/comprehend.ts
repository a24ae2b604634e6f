import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const comprehendClient = once(() => unlogged(new ComprehendClient(sdkDefaults)));
