import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { FoundRuntime } from '../../local/runtime/find-runtime.ts';

/** Puts the demo company on the largest plan before its first request: the bench measures the system, not the plan. */
export async function raisePlan({
  dynamodbEndpoint: endpoint,
  secretAccessKey,
  tableName,
  demo,
}: Pick<FoundRuntime, 'dynamodbEndpoint' | 'secretAccessKey' | 'tableName' | 'demo'>): Promise<void> {
  const credentials = { accessKeyId: '000000000000', secretAccessKey };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const raise = new UpdateItemCommand({
    TableName: tableName,
    Key: { pk: { S: `$inquiries#companyid_${demo.companyId}` }, sk: { S: '$account#company_1' } },
    UpdateExpression: 'SET #settings.#plan = :plan',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#settings': 'settings', '#plan': 'plan' },
    ExpressionAttributeValues: { ':plan': { S: 'enterprise' } },
  });
  try {
    await client.send(raise);
  } finally {
    client.destroy();
  }
}
