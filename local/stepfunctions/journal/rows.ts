import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

type Row = Readonly<Record<string, SQLOutputValue>>;

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
const EXECUTION_STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

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

/** Raised when the tables change; a journal of another version is refused rather than misread. */
const VERSION = 1;

const TABLES = `
CREATE TABLE IF NOT EXISTS definitions (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS state_machines (
  arn TEXT PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, role_arn TEXT NOT NULL,
  definition_id INTEGER NOT NULL, revision_id TEXT, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
  logging TEXT NOT NULL, tracing TEXT NOT NULL, tags TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS executions (
  seq INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
  account TEXT NOT NULL, region TEXT NOT NULL, role_arn TEXT NOT NULL, definition_id INTEGER NOT NULL,
  status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  start_ms INTEGER NOT NULL, stop_ms INTEGER, timeout_at_ms INTEGER
);
CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine_arn, seq);
CREATE INDEX IF NOT EXISTS executions_running ON executions (seq) WHERE status = 'RUNNING';
CREATE TABLE IF NOT EXISTS threads (
  execution_seq INTEGER NOT NULL, id INTEGER NOT NULL, parent_id INTEGER, branch_index INTEGER NOT NULL,
  previous_event_id INTEGER NOT NULL, variables TEXT NOT NULL, position TEXT NOT NULL,
  PRIMARY KEY (execution_seq, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS history (
  execution_seq INTEGER NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL, events NOT NULL,
  PRIMARY KEY (execution_seq, first_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * Creates the tables of an empty journal. `sync` 'normal' survives the death of the process, 'full' that of the
 * machine.
 */
export function prepareSchema(db: DatabaseSync, sync: 'normal' | 'full'): void {
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'}`);
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version !== 0 && version !== VERSION)
    throw new Error(`The journal has version ${version}, this engine reads version ${VERSION}`);
  db.exec(`BEGIN; ${TABLES} PRAGMA user_version = ${VERSION}; COMMIT`);
}
