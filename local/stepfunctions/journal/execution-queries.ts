import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { unpackEvents } from './event-text.ts';
import { type ExecutionRow, type ExecutionStatus, number, type ThreadRow, toExecution, toThread } from './rows.ts';

/** Reads of executions, of their threads and of their history; all of what is committed. */
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
