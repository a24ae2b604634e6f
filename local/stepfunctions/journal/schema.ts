import type { DatabaseSync } from 'node:sqlite';

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

/** Creates the tables of an empty journal. `sync` 'normal' survives the death of the process, 'full' that of the machine. */
export function prepareSchema(db: DatabaseSync, sync: 'normal' | 'full'): void {
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'}`);
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version !== 0 && version !== VERSION)
    throw new Error(`The journal has version ${version}, this engine reads version ${VERSION}`);
  db.exec(`BEGIN; ${TABLES} PRAGMA user_version = ${VERSION}; COMMIT`);
}
