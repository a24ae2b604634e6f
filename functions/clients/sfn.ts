import { SFNClient } from '@aws-sdk/client-sfn';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const sfnClient = once(() => new SFNClient(sdkDefaults));
