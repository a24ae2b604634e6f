import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { unpackEvents } from './batch.ts';
import {
  type ExecutionRow,
  type ExecutionStatus,
  type MachineRow,
  number,
  type ThreadRow,
  text,
  toExecution,
  toMachine,
  toThread,
} from './rows.ts';

/** Reads of executions, threads and history, all committed. */
export class ExecutionQueries {
  readonly #byArn: StatementSync;
  readonly #bySeq: StatementSync;
  readonly #running: StatementSync;
  readonly #page: StatementSync;
  readonly #pageOfStatus: StatementSync;
  readonly #threads: StatementSync;
  readonly #lastEventId: StatementSync;
  readonly #history: StatementSync;

  constructor(db: DatabaseSync) {
    const newestFirst = 'ORDER BY seq DESC LIMIT ?';
    this.#byArn = db.prepare('SELECT * FROM executions WHERE arn = ?');
    this.#bySeq = db.prepare('SELECT * FROM executions WHERE seq = ?');
    this.#running = db.prepare("SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY seq");
    this.#page = db.prepare(`SELECT * FROM executions WHERE machine_arn = ? AND seq < ? ${newestFirst}`);
    this.#pageOfStatus = db.prepare(
      `SELECT * FROM executions WHERE machine_arn = ? AND seq < ? AND status = ? ${newestFirst}`,
    );
    this.#threads = db.prepare('SELECT * FROM threads WHERE execution_seq = ? ORDER BY id');
    this.#lastEventId = db.prepare('SELECT coalesce(max(last_id), 0) AS last FROM history WHERE execution_seq = ?');
    this.#history = db.prepare(
      'SELECT events FROM history WHERE execution_seq = ? AND last_id >= ? AND first_id <= ? ORDER BY first_id',
    );
  }

  byArn(arn: string): ExecutionRow | undefined {
    const row = this.#byArn.get(arn);
    return row && toExecution(row);
  }

  bySeq(seq: number): ExecutionRow | undefined {
    const row = this.#bySeq.get(seq);
    return row && toExecution(row);
  }

  running(): ExecutionRow[] {
    return this.#running.all().map(toExecution);
  }

  /** Newest first, those started before the execution `beforeSeq`. */
  page(
    machineArn: string,
    { beforeSeq, status, limit }: { beforeSeq: number; status?: ExecutionStatus; limit: number },
  ) {
    const rows =
      status === undefined
        ? this.#page.all(machineArn, beforeSeq, limit)
        : this.#pageOfStatus.all(machineArn, beforeSeq, status, limit);
    return rows.map(toExecution);
  }

  threads(seq: number): ThreadRow[] {
    return this.#threads.all(seq).map(toThread);
  }

  lastEventId(seq: number): number {
    return number(this.#lastEventId.get(seq) ?? {}, 'last');
  }

  /** The events with ids from `firstId` to `lastId`, in order, as they were written. */
  events(seq: number, { firstId, lastId }: { firstId: number; lastId: number }): { readonly id: number }[] {
    const events = this.#history.all(seq, firstId, lastId).flatMap((row) => unpackEvents(row.events));
    return events.filter(({ id }) => id >= firstId && id <= lastId);
  }
}

/**
 * State machines and their definitions. An execution keeps the definition it started with, so definitions are not
 * changed.
 */
export class MachineTable {
  readonly #db: DatabaseSync;
  /** Asked at each StartExecution. */
  readonly #byArn: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#byArn = db.prepare('SELECT * FROM state_machines WHERE arn = ?');
  }

  addDefinition(definition: string): number {
    return Number(this.#db.prepare('INSERT INTO definitions (text) VALUES (?)').run(definition).lastInsertRowid);
  }

  definition(id: number): string {
    return text(this.#db.prepare('SELECT text FROM definitions WHERE id = ?').get(id) ?? {}, 'text');
  }

  put(row: MachineRow): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO state_machines
         (arn, account, region, name, role_arn, definition_id, revision_id, created_ms, updated_ms, logging, tracing, tags)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        row.arn,
        row.account,
        row.region,
        row.name,
        row.roleArn,
        row.definitionId,
        row.revisionId,
        row.createdMs,
        row.updatedMs,
        row.logging,
        row.tracing,
        row.tags,
      );
  }

  byArn(arn: string): MachineRow | undefined {
    const row = this.#byArn.get(arn);
    return row && toMachine(row);
  }

  remove(arn: string): void {
    this.#db.prepare('DELETE FROM state_machines WHERE arn = ?').run(arn);
  }

  page({ account, region, afterArn, limit }: { account: string; region: string; afterArn: string; limit: number }) {
    return this.#db
      .prepare('SELECT * FROM state_machines WHERE account = ? AND region = ? AND arn > ? ORDER BY arn LIMIT ?')
      .all(account, region, afterArn, limit)
      .map(toMachine);
  }
}
