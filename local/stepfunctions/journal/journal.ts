import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../atomic-writes.ts';
import { isDiskRefusal } from '../../system-errors.ts';
import type { HistoryEvent } from '../history/events.ts';
import { type Batch, batchWriter, type ExecutionEnd, emptyBatch } from './batch.ts';
import { ExecutionQueries, MachineTable } from './queries.ts';
import { type ExecutionRow, number, prepareSchema, type ThreadRow, text } from './rows.ts';

export interface JournalOptions {
  /** A SQLite file, or ':memory:'. */
  readonly path: string;
  readonly sync?: 'normal' | 'full';
  /** Called after each commit, for tests that cut the journal there. */
  readonly afterCommit?: () => void;
  /** Called when the disk stops taking writes, and when it takes them again. */
  readonly onStall?: (stalled: JournalStalled | undefined) => void;
}

/**
 * The journal did not write. The writes are lost, so this process must not continue as if they were there.
 */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** The disk takes no writes at present. What was to be written is kept and written as soon as it does. */
export class JournalStalled extends Error {
  override readonly name = 'JournalStalled';
}

/** Wait for another process that reads the file; it blocks the event loop, and a refused commit is retried. */
const LOCK_WAIT_MS = 500;
/** Until the disk takes a write again. */
const RETRY_MS = 250;

/** One commit, from the first write that is gathered for it until it is in the file. */
interface Flush {
  readonly done: PromiseWithResolvers<void>;
  /** Resolved by its first try that failed for lack of space. */
  readonly stalled: PromiseWithResolvers<JournalStalled>;
}

/**
 * The engine's only durable state. Writes are gathered until the end of the event-loop tick and committed
 * together; `committed()` is the promise that everything written so far is in the file. While the disk takes no writes
 * that promise waits, and with it every effect; writes in the meantime join the same commit.
 *
 * Invariant: the gathered writes are always consistent, because an event and the thread's new position are passed
 * in the same synchronous step. So the engine can resume from each commit.
 */
export class Journal {
  readonly executions: ExecutionQueries;
  readonly machines: MachineTable;
  readonly #db: DatabaseSync;
  readonly #write: (batch: Batch) => void;
  readonly #afterCommit: () => void;
  readonly #onStall: (stalled: JournalStalled | undefined) => void;
  #batch = emptyBatch();
  #flush: Flush | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stalled: JournalStalled | undefined;
  #nextSeq: number;
  /** Set by the first commit that failed; nothing is written after it, so that no history has a gap. */
  #broken: JournalError | undefined;

  constructor({ path, sync = 'normal', afterCommit = () => {}, onStall = () => {} }: JournalOptions) {
    this.#db = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
    prepareSchema(this.#db, sync);
    this.#write = batchWriter(this.#db);
    this.executions = new ExecutionQueries(this.#db);
    this.machines = new MachineTable(this.#db);
    this.#afterCommit = afterCommit;
    this.#onStall = onStall;
    this.#nextSeq = number(
      this.#db.prepare('SELECT coalesce(max(seq), 0) + 1 AS next FROM executions').get() ?? {},
      'next',
    );
  }

  /** Forgets the executions that ended before an instant, with their histories; their names are free again. */
  prune(endedBeforeMs: number): void {
    const old = 'SELECT seq FROM executions WHERE stop_ms < ?';
    inTransaction(this.#db, () => {
      this.#db.prepare(`DELETE FROM history WHERE execution_seq IN (${old})`).run(endedBeforeMs);
      this.#db.prepare('DELETE FROM executions WHERE stop_ms < ?').run(endedBeforeMs);
    });
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

  /** `take` is called at the commit, so that a thread that moves twice in a tick is written once. */
  thread(seq: number, { id, take }: { id: number; take: (() => ThreadRow) | null }): void {
    this.#batch.threads.set(`${seq}/${id}`, { seq, id, take });
    this.#schedule();
  }

  end(end: ExecutionEnd): void {
    for (const [key, { seq }] of this.#batch.threads) if (seq === end.seq) this.#batch.threads.delete(key);
    this.#batch.ends.push(end);
    this.#schedule();
  }

  /**
   * Resolves once everything written before the call is durable, however long that takes; rejects if it never will be.
   */
  async committed(): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    await this.#flush?.done.promise;
  }

  /**
   * The same for a caller who waits for an answer.
   * @throws JournalStalled once a write has failed; it may still become durable, so that the
   * caller must be able to ask again.
   */
  async acknowledged(): Promise<void> {
    this.assertWritable();
    const flush = this.#flush;
    if (flush === undefined) return;
    const stalled = await Promise.race([flush.done.promise, flush.stalled.promise]);
    if (stalled !== undefined) throw stalled;
  }

  /**
   * Called before accepting more: unwritable events would gather in memory.
   * @throws JournalStalled, JournalError
   */
  assertWritable(): void {
    const refusal = this.#broken ?? this.#stalled;
    if (refusal !== undefined) throw refusal;
  }

  /**
   * Writes what is gathered, if the disk accepts it; the rest is lost as if the process had been killed before
   * it.
   */
  close(): void {
    clearTimeout(this.#retry);
    this.#commit();
    clearTimeout(this.#retry);
    this.#db.close();
  }

  #schedule(): void {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#flush !== undefined) return;
    this.#flush = { done: Promise.withResolvers(), stalled: Promise.withResolvers() };
    this.#flush.done.promise.catch(() => {}); // of a commit without a waiter
    setImmediate(() => this.#commit());
  }

  #commit(): void {
    const flush = this.#flush;
    if (flush === undefined || !this.#db.isOpen) return;
    try {
      this.#write(this.#batch);
    } catch (error) {
      this.#failed(flush, error);
      return;
    }
    this.#flush = undefined;
    this.#batch = emptyBatch();
    if (this.#stalled !== undefined) this.#onStall(undefined);
    this.#stalled = undefined;
    try {
      this.#afterCommit();
      flush.done.resolve();
    } catch (error) {
      flush.done.reject(error);
    }
  }

  #failed(flush: Flush, cause: unknown): void {
    if (!isDiskRefusal(cause)) {
      this.#broken = new JournalError('The journal could not be written', { cause });
      flush.done.reject(this.#broken);
      return;
    }
    if (this.#stalled === undefined) {
      this.#stalled = new JournalStalled('The disk takes no writes, so that the journal waits', { cause });
      this.#onStall(this.#stalled);
    }
    flush.stalled.resolve(this.#stalled);
    this.#retry = setTimeout(() => this.#commit(), RETRY_MS);
  }
}
