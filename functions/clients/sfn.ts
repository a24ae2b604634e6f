import { SFNClient } from '@aws-sdk/client-sfn';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const sfnClient = once(() => unlogged(new SFNClient(sdkDefaults)));
