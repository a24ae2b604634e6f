import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { FoundRuntime } from '../../local/runtime/runtime-file.ts';

/** The outcome of an inquiry of the load, by the timeline's times. */
export interface FinalOutcome {
  readonly kind: 'answer_stored' | 'escalated';
  readonly submittedAtMs: number;
  readonly finalAtMs: number;
}

const queriesAtOnce = 8;

/**
 * The inquiries of the load that have reached a final status, read from their own partitions once, after the load:
 * other items of the table must not cost time.
 */
export async function readFinalOutcomes(
  {
    dynamodbEndpoint: endpoint,
    secretAccessKey,
    tableName,
  }: Pick<FoundRuntime, 'dynamodbEndpoint' | 'secretAccessKey' | 'tableName'>,
  ids: ReadonlySet<string>,
): Promise<readonly FinalOutcome[]> {
  const credentials = { accessKeyId: '000000000000', secretAccessKey };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const rest = ids.values();
  const finalOutcomes: FinalOutcome[] = [];
  const readRest = async (): Promise<void> => {
    for (const id of rest) {
      const outcome = finalOutcomeIn(await eventsOf(client, { tableName, id }));
      if (outcome !== null) finalOutcomes.push(outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: queriesAtOnce }, readRest));
    return finalOutcomes;
  } finally {
    client.destroy();
  }
}

interface Event {
  readonly kind: string;
  readonly atMs: number;
}

async function eventsOf(client: DynamoDBClient, { tableName, id }: { tableName: string; id: string }) {
  const query = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: '#entity = :event',
    ExpressionAttributeNames: { '#entity': '__edb_e__' },
    ExpressionAttributeValues: {
      ':pk': { S: `$inquiries#inquiryid_${id.toLowerCase()}` },
      ':event': { S: 'timelineEvent' },
    },
  });
  const { Items = [] } = await client.send(query);
  return Items.map(({ kind, atMs }): Event => ({ kind: kind?.S ?? '', atMs: Number(atMs?.N) }));
}

function finalOutcomeIn(events: readonly Event[]): FinalOutcome | null {
  const submittedAtMs = events.find(({ kind }) => kind === 'submitted')?.atMs ?? Number.NaN;
  for (const { kind, atMs } of events) {
    if (kind === 'answer_stored' || kind === 'escalated') return { kind, submittedAtMs, finalAtMs: atMs };
  }
  return null;
}
