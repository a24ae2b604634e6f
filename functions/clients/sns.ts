import { SNSClient } from '@aws-sdk/client-sns';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const snsClient = once(() => new SNSClient(sdkDefaults));
