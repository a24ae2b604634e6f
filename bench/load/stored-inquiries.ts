import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateQuery,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { account, region, tableName } from '../../local/names.ts';
import { startStore } from '../../local/store/store.ts';

const batchItems = 25;
const batchesAtOnce = 4;

/**
 * Fills the folder of a runtime that is not running with `count` copies of a finished inquiry: its items in the table
 * and its execution in the journal. Objects and mails are not copied.
 */
export async function storeInquiries(dataDir: string, options: { templateId: string; count: number }): Promise<void> {
  const { templateId, count } = options;
  copyExecutions(join(dataDir, 'journal.db'), { templateId, count });
  const store = await startStore({ dataDir });
  const credentials = { accessKeyId: account, secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: store.endpoint, region, credentials });
  try {
    const template = JSON.stringify(await itemsOf(client, templateId));
    const requests = copies(template, { templateId, count });
    await Promise.all(Array.from({ length: batchesAtOnce }, () => writeAll(client, requests)));
  } finally {
    client.destroy();
    await store.close();
  }
}

/** The id of a copy: the time of the template, a number for the rest. */
const copyId = (templateId: string, index: number): string =>
  templateId.slice(0, 10) + String(index).padStart(templateId.length - 10, '0');

type Item = Record<string, AttributeValue>;

/** Without the due work of an inquiry that is not quite settled, which would have the sweeper look at every copy. */
async function itemsOf(client: DynamoDBClient, inquiryId: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: `$inquiries#inquiryid_${inquiryId.toLowerCase()}` } },
  };
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
  const kept = items.filter(({ __edb_e__: entity }) => entity?.S !== 'dueWork');
  if (kept.length === 0) throw new Error(`The inquiry ${inquiryId} has no items to copy`);
  return kept;
}

function* copies(template: string, { templateId, count }: { templateId: string; count: number }) {
  let batch: WriteRequest[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = copyId(templateId, index);
    const text = template.replaceAll(templateId, id).replaceAll(templateId.toLowerCase(), id.toLowerCase());
    const items: readonly Item[] = JSON.parse(text);
    for (const Item of items) {
      batch.push({ PutRequest: { Item } });
      if (batch.length < batchItems) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Several of these share one source of batches. */
async function writeAll(client: DynamoDBClient, batches: Iterator<WriteRequest[]>): Promise<void> {
  for (let next = batches.next(); next.done !== true; next = batches.next()) {
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: next.value } }),
    );
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('The store left items unwritten');
  }
}

function copyExecutions(path: string, { templateId, count }: { templateId: string; count: number }): void {
  const db = new DatabaseSync(path);
  const template = db.prepare('SELECT seq FROM executions WHERE name = ?').get(`${templateId}-r1`)?.seq;
  const last = Number(db.prepare('SELECT max(seq) AS last FROM executions').get()?.last);
  if (template === undefined) throw new Error(`The journal has no execution of ${templateId}`);
  const execution = db.prepare(
    `INSERT INTO executions SELECT :seq, replace(arn, :from, :to), machine_arn, replace(name, :from, :to), account, region,
     role_arn, definition_id, status, replace(input, :from, :to), output, error, cause, start_ms, stop_ms, timeout_at_ms
     FROM executions WHERE seq = :template`,
  );
  const history = db.prepare(
    'INSERT INTO history SELECT :seq, first_id, last_id, events FROM history WHERE execution_seq = :template',
  );
  db.exec('BEGIN');
  for (let index = 0; index < count; index += 1) {
    const seq = last + 1 + index;
    execution.run({ seq, template, from: templateId, to: copyId(templateId, index) });
    history.run({ seq, template });
  }
  db.exec('COMMIT');
  db.close();
}
