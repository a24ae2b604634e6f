import { SESv2Client } from '@aws-sdk/client-sesv2';
import { once } from '../once.ts';
import { boundedClient } from './bounded.ts';

export const sesv2Client = once(() => boundedClient('ses', (config) => new SESv2Client(config)));
