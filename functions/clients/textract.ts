import { TextractClient } from '@aws-sdk/client-textract';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { unlogged } from './unlogged.ts';

export const textractClient = once(() => unlogged(new TextractClient(sdkDefaults)));
