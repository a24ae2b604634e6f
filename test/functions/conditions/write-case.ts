import { isDeepStrictEqual } from 'node:util';
import { PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import type { CompanyId } from '../../../schemas/ids.ts';

/**
 * How a conditional write is tried: what it knows, and by condition what makes that condition false behind its back.
 */
interface Spec<Known> {
  /** Stores what the write is about, and reads what it knows of it. */
  given(companyId: CompanyId): Promise<Known>;
  write(known: Known): Promise<unknown>;
  readonly committed: string;
  readonly refused: string;
  /** By the condition's name, which words behind a colon may follow. */
  readonly violations: Readonly<Record<string, (known: Known) => Promise<unknown>>>;
  /** Where a violation is answered otherwise than by `refused`. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface WriteCase {
  readonly violations: readonly string[];
  expected(violation?: string): string;
  run(companyId: CompanyId, violation?: string): Promise<Seen>;
}

interface Seen {
  readonly outcome: string;
  readonly isChanged: boolean;
}

/** A case that no longer shows the type of what its write knows. */
export const writeCase = <Known>(spec: Spec<Known>): WriteCase => ({
  violations: Object.keys(spec.violations),
  expected: (violation) => (violation === undefined ? spec.committed : (spec.answers?.[violation] ?? spec.refused)),
  async run(companyId, violation) {
    const known = await spec.given(companyId);
    if (violation !== undefined) await spec.violations[violation]?.(known);
    const before = await allItems();
    const outcome = await outcomeOf(() => spec.write(known));
    return { outcome, isChanged: !isDeepStrictEqual(await allItems(), before) };
  },
});

/** What a write answers, in a word: its own, the kind of a transaction's outcome, or the name of what it throws. */
async function outcomeOf(write: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await write();
    if (typeof answer !== 'object' || answer === null) return String(answer);
    const kind = 'kind' in answer ? answer.kind : undefined;
    return kind === 'committed' || kind === 'conflict' ? kind : 'item';
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
}

type StoredItem = NonNullable<ConstructorParameters<typeof PutItemCommand>[0]['Item']>;

async function allItems(): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for await (const page of paginateScan({ client: dynamodbClient() }, { TableName: 'inquiries' }))
    items.push(...(page.Items ?? []));
  return items.sort(byKey);
}

const byKey = (one: StoredItem, other: StoredItem): number => (keyOf(one) < keyOf(other) ? -1 : 1);
const keyOf = ({ pk, sk }: StoredItem): string => `${pk?.S} ${sk?.S}`;

/** Changes attributes of the one item of this kind whose key contains `id`; `undefined` removes one. */
export async function alter(
  kind: string,
  id: string,
  change: Readonly<Record<string, string | number | boolean | undefined>>,
): Promise<void> {
  const found = (await allItems()).filter((item) => item.__edb_e__?.S === kind && keyOf(item).includes(id));
  const [item] = found;
  if (item === undefined || found.length > 1) throw new Error(`${found.length} items of ${kind} with ${id}`);
  const changed = { ...item };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) delete changed[name];
    else changed[name] = attributeOf(value);
  }
  await dynamodbClient().send(new PutItemCommand({ TableName: 'inquiries', Item: changed }));
}

function attributeOf(value: string | number | boolean) {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value };
}
