import { SESv2Client } from '@aws-sdk/client-sesv2';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const sesv2Client = once(() => unlogged(new SESv2Client(sdkDefaults)));
