import { SNSClient } from '@aws-sdk/client-sns';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const snsClient = once(() => unlogged(new SNSClient(sdkDefaults)));
