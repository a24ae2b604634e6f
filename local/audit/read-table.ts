import { DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import type { StoredItem } from './plain-item.ts';

/** ElectroDB's mark of what an item is. */
export const entityMark = '__edb_e__';

const auditedEntities = ['inquiry', 'answer', 'escalation', 'notification', 'dueWork', 'company'] as const;

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export const openTable = (options: { endpoint: string; region: string; accessKeyId: string; name: string }): Table => ({
  client: new DynamoDBClient({
    endpoint: options.endpoint,
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: 'local' },
  }),
  name: options.name,
});

const onlyAudited = {
  FilterExpression: `#entity IN (${auditedEntities.map((_, index) => `:e${index}`).join(', ')})`,
  ExpressionAttributeNames: { '#entity': entityMark },
  ExpressionAttributeValues: Object.fromEntries(auditedEntities.map((name, index) => [`:e${index}`, { S: name }])),
};

/** Every item of the table that the audit looks at, page by page. */
export async function* scanItems({ client, name }: Table): AsyncGenerator<StoredItem> {
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true, ...onlyAudited })) {
    yield* page.Items ?? [];
  }
}

/** The same of one partition. */
export async function* queryItems({ client, name }: Table, pk: string): AsyncGenerator<StoredItem> {
  const query = {
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ...onlyAudited,
    ExpressionAttributeValues: { ...onlyAudited.ExpressionAttributeValues, ':pk': { S: pk } },
  };
  for await (const page of paginateQuery({ client }, query)) yield* page.Items ?? [];
}
