import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../functions/clients/dynamodb.ts';
import { dueShards } from '../../functions/entities/due-work.ts';
import { jobShards } from '../../functions/entities/job.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { JobKind } from '../../schemas/job.ts';
import type { EpochMs } from '../../schemas/units.ts';

const batchItems = 25;

/** Batches on their way at a time. */
const width = 4;

interface RawItem {
  readonly entity: 'dueWork' | 'job';
  readonly id: string;
  readonly dueAtMs: EpochMs;
  readonly fields: Readonly<Record<string, { S: string } | { N: string }>>;
}

/** Due work of `count` inquiries that do not exist, spread over all shards, written as the table holds it. */
export const givenDueWork = (count: number, { dueAtMs, tag }: { dueAtMs: EpochMs; tag: string }): Promise<void> =>
  writeAll(
    numbered(count, tag).map((id): RawItem => ({ entity: 'dueWork', id, dueAtMs, fields: { inquiryId: { S: id } } })),
  );

/** Jobs of one company about things that do not exist, spread over all shards: each is over once it is taken up. */
export const givenJobs = (
  count: number,
  options: { dueAtMs: EpochMs; tag: string; companyId: CompanyId; kind: JobKind },
): Promise<void> => {
  const { dueAtMs, tag, companyId, kind } = options;
  const fields = { kind: { S: kind }, companyId: { S: companyId }, attempts: { N: '0' }, createdAtMs: { N: '0' } };
  return writeAll(
    numbered(count, tag).map(
      (id): RawItem => ({ entity: 'job', id, dueAtMs, fields: { jobId: { S: id }, ...fields } }),
    ),
  );
};

/**
 * Ids as long as a ULID; the last character, by which items are spread over the shards, goes through the digits and
 * more.
 */
const numbered = (count: number, tag: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const last = (index % dueShards).toString(dueShards);
    return `${tag}${String(index).padStart(25 - tag.length, '0')}${last}`;
  });

/** Heads of inquiries of which nothing else is there, older than any other, last changed in 2026. */
export const givenHeads = (companyId: CompanyId, count: number, status: 'pending' | 'resolved'): Promise<void> =>
  writeItems(
    numbered(count, `01ja${status.slice(0, 1)}`).map((id) => ({
      pk: { S: `$inquiries#inquiryid_${id}` },
      sk: { S: '$workspace#inquiry_1' },
      gsi1pk: { S: `$inquiries#companyid_${companyId}#mode_live` },
      gsi1sk: { S: `$inquiry_1#inquiryid_${id}` },
      __edb_e__: { S: 'inquiry' },
      __edb_v__: { S: '1' },
      inquiryId: { S: id },
      companyId: { S: companyId },
      status: { S: status },
      updatedAtMs: { N: '1767225600000' },
    })),
  );

const writeAll = (items: readonly RawItem[]): Promise<void> => writeItems(items.map(storedOf));

type StoredItem = Record<string, { S: string } | { N: string }>;

async function writeItems(items: readonly StoredItem[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / batchItems) }, (_, index) =>
    items.slice(index * batchItems, (index + 1) * batchItems),
  );
  const writer = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) await write(batch);
  };
  await Promise.all(Array.from({ length: width }, writer));
}

async function write(items: readonly StoredItem[]): Promise<void> {
  const { UnprocessedItems } = await dynamodbClient().send(
    new BatchWriteItemCommand({
      RequestItems: { inquiries: items.map((Item) => ({ PutRequest: { Item } })) },
    }),
  );
  if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('the store left items out');
}

function storedOf({ entity, id, dueAtMs, fields }: RawItem): StoredItem {
  const name = entity.toLowerCase();
  const idName = entity === 'job' ? 'jobid' : 'inquiryid';
  const shard = (id.at(-1)?.charCodeAt(0) ?? 0) % (entity === 'job' ? jobShards : dueShards);
  return {
    pk: { S: `$inquiries#${idName}_${id}` },
    sk: { S: entity === 'job' ? '$job_1' : '$duty#duework_1' },
    gsi3pk: { S: `$inquiries#shard_${shard}` },
    gsi3sk: { S: `$${name}_1#dueatms_${String(dueAtMs).padStart(14, '0')}#${idName}_${id}` },
    __edb_e__: { S: entity },
    __edb_v__: { S: '1' },
    shard: { N: String(shard) },
    dueAtMs: { N: String(dueAtMs) },
    ...fields,
  };
}
