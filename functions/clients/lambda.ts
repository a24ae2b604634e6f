import { LambdaClient } from '@aws-sdk/client-lambda';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const lambdaClient = once(() => unlogged(new LambdaClient(sdkDefaults)));
