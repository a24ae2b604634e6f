import type { FaultControl } from '../support/faults.ts';

const storeOperations = {
  reads: ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'],
  writes: ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'],
} as const;

const services = ['states', 's3', 'textract', 'comprehend', 'bedrock', 'ses', 'sns', 'events', 'scheduler'] as const;

interface Counted {
  readonly service: string;
  readonly operation?: string;
}

const counted: readonly Counted[] = [
  ...[...storeOperations.reads, ...storeOperations.writes].map((operation) => ({ service: 'dynamodb', operation })),
  ...services.map((service) => ({ service })),
  // How the test itself looks at an execution.
  { service: 'states', operation: 'DescribeExecution' },
];

/** Calls by name, such as `dynamodb Query`; those of a service without a count by operation under its name alone. */
export type CallCounts = ReadonlyMap<string, number>;

/** Has the runtime count what it is asked for from now on, by rules that never strike. */
export async function startCounting(faults: FaultControl): Promise<void> {
  await faults.set(counted.map((target) => ({ ...target, kind: 'slow', skip: 1_000_000_000 })));
}

/** What the runtime's functions have asked AWS for since, without the test's own looks at executions. */
export async function readCounts(faults: FaultControl): Promise<CallCounts> {
  const matched = await faults.matchedCounts();
  const counts = new Map(counted.map((target, index) => [nameOf(target), matched[index] ?? 0]));
  const looks = counts.get('states DescribeExecution') ?? 0;
  counts.set('states', (counts.get('states') ?? 0) - looks);
  counts.delete('states DescribeExecution');
  return new Map([...counts].filter(([, count]) => count > 0));
}

export const callsIn = (counts: CallCounts): number => sum([...counts.values()]);

export const storeWritesIn = (counts: CallCounts): number =>
  sum(storeOperations.writes.map((operation) => counts.get(nameOf({ service: 'dynamodb', operation })) ?? 0));

export const listOf = (counts: CallCounts): string => [...counts].map(([name, count]) => `${name} ${count}`).join(', ');

const nameOf = ({ service, operation }: Counted): string =>
  operation === undefined ? service : `${service} ${operation}`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
