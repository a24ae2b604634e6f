import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import type { StoredItem } from './plain-item.ts';

/** ElectroDB's mark of what an item is. */
export const entityMark = '__edb_e__';

const auditedEntities = ['inquiry', 'answer', 'escalation', 'notification', 'dueWork', 'company'] as const;

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** The items of one partition that the audit looks at. */
export interface Partition {
  readonly pk: string;
  readonly items: readonly StoredItem[];
}

const onlyAudited = {
  FilterExpression: `#entity IN (${auditedEntities.map((_, index) => `:e${index}`).join(', ')})`,
  ExpressionAttributeNames: { '#entity': entityMark },
  ExpressionAttributeValues: Object.fromEntries(auditedEntities.map((name, index) => [`:e${index}`, { S: name }])),
};

/**
 * The table partition by partition; a scan gives the items of one partition in a row, so that never more than a page is
 * held. Eventually consistent, at half the price: what looks wrong is read again.
 */
export async function* scanPartitions({ client, name }: Table): AsyncGenerator<Partition> {
  let items: StoredItem[] = [];
  let pk = '';
  for await (const page of paginateScan({ client }, { TableName: name, ...onlyAudited })) {
    for (const item of page.Items ?? []) {
      const itemPk = item.pk?.S ?? '';
      if (itemPk !== pk && items.length > 0) {
        yield { pk, items };
        items = [];
      }
      pk = itemPk;
      items.push(item);
    }
  }
  if (items.length > 0) yield { pk, items };
}

/** One partition, consistently. */
export async function queryPartition({ client, name }: Table, pk: string): Promise<Partition> {
  const items: StoredItem[] = [];
  const query = {
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ...onlyAudited,
    ExpressionAttributeValues: { ...onlyAudited.ExpressionAttributeValues, ':pk': { S: pk } },
  };
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
  return { pk, items };
}
