import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { HistoryEvent } from '../history/events.ts';
import { type Batch, batchWriter, type ExecutionEnd, emptyBatch } from './batch.ts';
import { ExecutionQueries } from './execution-queries.ts';
import { MachineTable } from './machine-table.ts';
import { type ExecutionRow, number, type ThreadRow, text } from './rows.ts';
import { prepareSchema } from './schema.ts';

export interface JournalOptions {
  /** A SQLite file, or ':memory:'. */
  readonly path: string;
  readonly sync?: 'normal' | 'full';
  /** Called after each commit, for tests that cut the journal there. */
  readonly afterCommit?: () => void;
}

/** The journal did not write. What was to be written is lost to this process, which must not go on as if it were there. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

const LOCK_WAIT_MS = 5_000;

/**
 * The engine's only durable state. Writes are gathered until the end of the turn of the event loop and committed
 * together; `committed()` is the promise that everything written so far is in the file.
 *
 * Invariant: what is gathered is always a consistent whole, because an event and the thread's new position are handed
 * over in the same synchronous step. So each commit is a state that the engine can go on from.
 */
export class Journal {
  readonly executions: ExecutionQueries;
  readonly machines: MachineTable;
  readonly #db: DatabaseSync;
  readonly #write: (batch: Batch) => void;
  readonly #afterCommit: () => void;
  #batch = emptyBatch();
  #flushing: Promise<void> | undefined;
  #nextSeq: number;
  /** Set by the first commit that failed; nothing is written after it, so that no history has a gap. */
  #broken: JournalError | undefined;

  constructor({ path, sync = 'normal', afterCommit = () => {} }: JournalOptions) {
    this.#db = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
    prepareSchema(this.#db, sync);
    this.#write = batchWriter(this.#db);
    this.executions = new ExecutionQueries(this.#db);
    this.machines = new MachineTable(this.#db);
    this.#afterCommit = afterCommit;
    this.#nextSeq = number(
      this.#db.prepare('SELECT coalesce(max(seq), 0) + 1 AS next FROM executions').get() ?? {},
      'next',
    );
  }

  /** Forgets the executions that ended before an instant, with their histories; their names are free again. */
  prune(endedBeforeMs: number): void {
    const old = 'SELECT seq FROM executions WHERE stop_ms < ?';
    this.#db.exec('BEGIN IMMEDIATE');
    this.#db.prepare(`DELETE FROM history WHERE execution_seq IN (${old})`).run(endedBeforeMs);
    this.#db.prepare('DELETE FROM executions WHERE stop_ms < ?').run(endedBeforeMs);
    this.#db.exec('COMMIT');
  }

  nextSeq(): number {
    this.#nextSeq += 1;
    return this.#nextSeq - 1;
  }

  /** The key that makes task tokens unforgeable; kept in the journal, so that tokens outlive the process. */
  tokenKey(): string {
    this.#db
      .prepare("INSERT INTO secrets (name, value) VALUES ('token', ?) ON CONFLICT DO NOTHING")
      .run(randomBytes(32).toString('base64'));
    return text(this.#db.prepare("SELECT value FROM secrets WHERE name = 'token'").get() ?? {}, 'value');
  }

  start(row: ExecutionRow): void {
    this.#batch.starts.push(row);
    this.#schedule();
  }

  event(seq: number, event: HistoryEvent): void {
    const events = this.#batch.events.get(seq);
    if (events === undefined) this.#batch.events.set(seq, [event]);
    else events.push(event);
    this.#schedule();
  }

  /** `take` is called at the commit, so that a thread that moves on in the same turn is written once. */
  thread(seq: number, { id, take }: { id: number; take: (() => ThreadRow) | null }): void {
    this.#batch.threads.set(`${seq}/${id}`, { seq, id, take });
    this.#schedule();
  }

  end(end: ExecutionEnd): void {
    for (const [key, { seq }] of this.#batch.threads) if (seq === end.seq) this.#batch.threads.delete(key);
    this.#batch.ends.push(end);
    this.#schedule();
  }

  /** Resolves once all that was written before the call is durable; rejects when the commit fails. */
  async committed(): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    await this.#flushing;
  }

  close(): void {
    this.#flush();
    this.#db.close();
  }

  #schedule(): void {
    if (this.#broken !== undefined) throw this.#broken;
    this.#flushing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          this.#flush();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  #flush(): void {
    if (this.#flushing === undefined || !this.#db.isOpen) return;
    this.#flushing = undefined;
    const batch = this.#batch;
    this.#batch = emptyBatch();
    try {
      this.#write(batch);
    } catch (error) {
      this.#broken = new JournalError('The journal could not be written', { cause: error });
      throw this.#broken;
    }
    this.#afterCommit();
  }
}
