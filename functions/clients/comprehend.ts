import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const comprehendClient = once(() => new ComprehendClient(sdkDefaults));
