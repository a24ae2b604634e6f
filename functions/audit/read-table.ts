import {
  type AttributeValue,
  type DynamoDBClient,
  paginateQuery,
  paginateScan,
  TransactGetItemsCommand,
} from '@aws-sdk/client-dynamodb';

/** ElectroDB's name of an item's entity. */
export const entityMark = '__edb_e__';

const auditedEntities = ['inquiry', 'answer', 'escalation', 'notification', 'dueWork', 'company', 'job'] as const;

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** The items of one partition that the audit looks at. */
export interface Partition {
  readonly pk: string;
  readonly items: readonly StoredItem[];
}

/** Of webhook deliveries, which are kept for a month, the pending ones. */
const onlyAudited = {
  FilterExpression: `#entity IN (${auditedEntities.map((_, index) => `:e${index}`).join(', ')}) OR (#entity = :delivery AND #state = :pending)`,
  ExpressionAttributeNames: { '#entity': entityMark, '#state': 'state' },
  ExpressionAttributeValues: {
    ...Object.fromEntries(auditedEntities.map((name, index) => [`:e${index}`, { S: name }])),
    ':delivery': { S: 'webhookDelivery' },
    ':pending': { S: 'pending' },
  },
};

/**
 * The table partition by partition; a scan returns the items of one partition together, so that at most a page is
 * held. Eventually consistent, at half the price: apparent violations are read again.
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

/** Whether a webhook delivery is pending without its job, both read at one moment. */
export async function lacksJob(
  { companyId, webhookDeliveryId }: { companyId: string; webhookDeliveryId: string },
  { client, name }: Table,
): Promise<boolean> {
  const keys = [
    { pk: `$inquiries#companyid_${companyId}`, sk: `$webhookdelivery_1#webhookdeliveryid_${webhookDeliveryId}` },
    { pk: `$inquiries#jobid_${webhookDeliveryId}`, sk: '$job_1' },
  ];
  const { Responses = [] } = await client.send(
    new TransactGetItemsCommand({
      TransactItems: keys.map(({ pk, sk }) => ({ Get: { TableName: name, Key: { pk: { S: pk }, sk: { S: sk } } } })),
    }),
  );
  const [delivery, job] = Responses;
  return delivery?.Item?.state?.S === 'pending' && job?.Item === undefined;
}

export type StoredItem = Readonly<Record<string, AttributeValue>>;

/** A stored item as plain values. @throws TypeError on a type that the table's models do not use (sets, binary). */
export const plainItem = (item: StoredItem): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

function plainValue(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(plainValue);
  if (value.M !== undefined) return plainItem(value.M);
  throw new TypeError(`An attribute is of type ${Object.keys(value).join()}, expected S, N, BOOL, NULL, L or M`);
}

/**
 * The billed size of an item in bytes: names and values in UTF-8, a number about half its digits, 3 and 1 for
 * structure.
 */
export const itemBytes = (item: StoredItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.L !== undefined) return value.L.reduce((sum, part) => sum + 1 + valueBytes(part), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return 1;
}
