import type { SQLOutputValue } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
export const EXECUTION_STATUSES: readonly ExecutionStatus[] = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
];

export interface ExecutionRow {
  readonly seq: number;
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly roleArn: string;
  readonly definitionId: number;
  readonly status: ExecutionStatus;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly startMs: number;
  readonly stopMs: number | null;
  readonly timeoutAtMs: number | null;
}

export interface ThreadRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly branchIndex: number;
  readonly previousEventId: number;
  readonly variables: string;
  readonly position: string;
}

export interface MachineRow {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definitionId: number;
  readonly revisionId: string | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** JSON texts. */
  readonly logging: string;
  readonly tracing: string;
  readonly tags: string;
}

export function toExecution(row: Row): ExecutionRow {
  const status = EXECUTION_STATUSES.find((candidate) => candidate === row.status);
  if (status === undefined) throw new Error(`The journal has an execution of status ${String(row.status)}`);
  return {
    seq: number(row, 'seq'),
    arn: text(row, 'arn'),
    machineArn: text(row, 'machine_arn'),
    name: text(row, 'name'),
    account: text(row, 'account'),
    region: text(row, 'region'),
    roleArn: text(row, 'role_arn'),
    definitionId: number(row, 'definition_id'),
    status,
    input: text(row, 'input'),
    output: optionalText(row, 'output'),
    error: optionalText(row, 'error'),
    cause: optionalText(row, 'cause'),
    startMs: number(row, 'start_ms'),
    stopMs: optionalNumber(row, 'stop_ms'),
    timeoutAtMs: optionalNumber(row, 'timeout_at_ms'),
  };
}

export function toThread(row: Row): ThreadRow {
  return {
    id: number(row, 'id'),
    parentId: optionalNumber(row, 'parent_id'),
    branchIndex: number(row, 'branch_index'),
    previousEventId: number(row, 'previous_event_id'),
    variables: text(row, 'variables'),
    position: text(row, 'position'),
  };
}

export function toMachine(row: Row): MachineRow {
  return {
    arn: text(row, 'arn'),
    account: text(row, 'account'),
    region: text(row, 'region'),
    name: text(row, 'name'),
    roleArn: text(row, 'role_arn'),
    definitionId: number(row, 'definition_id'),
    revisionId: optionalText(row, 'revision_id'),
    createdMs: number(row, 'created_ms'),
    updatedMs: number(row, 'updated_ms'),
    logging: text(row, 'logging'),
    tracing: text(row, 'tracing'),
    tags: text(row, 'tags'),
  };
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`The journal column ${column} holds ${typeof value}, not text`);
  return value;
}

export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`The journal column ${column} holds ${typeof value}, not a number`);
  return value;
}

function optionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

function optionalNumber(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column);
}
