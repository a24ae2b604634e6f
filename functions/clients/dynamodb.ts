import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from './once.ts';
import { sdkDefaults } from './sdk-defaults.ts';

export const dynamodbClient = once(() => new DynamoDBClient(sdkDefaults));
