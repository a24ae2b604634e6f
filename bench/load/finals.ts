import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { RuntimeFile } from '../../local/runtime/runtime-file.ts';

/** How an inquiry of the load went, by the timeline's own times. */
export interface Final {
  readonly kind: 'answer_stored' | 'escalated';
  readonly submittedAtMs: number;
  readonly finalAtMs: number;
}

/** The inquiries of the load that have reached a final status, read from the table once, after the load. */
export async function readFinals(
  { dynamodbEndpoint, tableName }: Pick<RuntimeFile, 'dynamodbEndpoint' | 'tableName'>,
  ids: ReadonlySet<string>,
): Promise<readonly Final[]> {
  const submitted = new Map<string, number>();
  const ended = new Map<string, { kind: Final['kind']; atMs: number }>();
  for await (const { inquiryId, kind, atMs } of timelineEvents({ dynamodbEndpoint, tableName })) {
    if (!ids.has(inquiryId)) continue;
    if (kind === 'submitted') submitted.set(inquiryId, atMs);
    if (kind === 'answer_stored' || kind === 'escalated') ended.set(inquiryId, { kind, atMs });
  }
  return [...ended].map(([id, { kind, atMs }]) => ({
    kind,
    submittedAtMs: submitted.get(id) ?? Number.NaN,
    finalAtMs: atMs,
  }));
}

async function* timelineEvents(table: { dynamodbEndpoint: string; tableName: string }) {
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: table.dynamodbEndpoint, region: 'us-east-1', credentials });
  const scan = {
    TableName: table.tableName,
    FilterExpression: '#entity = :event',
    ProjectionExpression: 'inquiryId, kind, atMs',
    ExpressionAttributeNames: { '#entity': '__edb_e__' },
    ExpressionAttributeValues: { ':event': { S: 'timelineEvent' } },
  };
  try {
    for await (const page of paginateScan({ client }, scan)) {
      for (const { inquiryId, kind, atMs } of page.Items ?? []) {
        yield { inquiryId: inquiryId?.S ?? '', kind: kind?.S ?? '', atMs: Number(atMs?.N) };
      }
    }
  } finally {
    client.destroy();
  }
}
