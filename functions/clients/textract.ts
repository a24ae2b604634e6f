import { TextractClient } from '@aws-sdk/client-textract';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const textractClient = once(() => new TextractClient(sdkDefaults));
