import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { inTransaction } from '../../atomic-writes.ts';
import type { HistoryEvent } from '../history/events.ts';
import type { ExecutionRow, ThreadRow } from './rows.ts';

/** How an execution ended. */
export interface ExecutionEnd {
  readonly seq: number;
  readonly status: Exclude<ExecutionRow['status'], 'RUNNING'>;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stopMs: number;
}

/** The writes of one commit: of a thread that moved several times only its last position. */
export interface Batch {
  readonly starts: ExecutionRow[];
  readonly events: Map<number, HistoryEvent[]>;
  /** By execution and thread; null removes the thread. */
  readonly threads: Map<string, { seq: number; id: number; take: (() => ThreadRow) | null }>;
  readonly ends: ExecutionEnd[];
}

export function emptyBatch(): Batch {
  return { starts: [], events: new Map(), threads: new Map(), ends: [] };
}

/** Prepares the statements once and gives the function that writes a batch in one transaction. */
export function batchWriter(db: DatabaseSync): (batch: Batch) => void {
  const insertExecution = db.prepare(
    `INSERT INTO executions (seq, arn, machine_arn, name, account, region, role_arn, definition_id, status, input, start_ms, timeout_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?)`,
  );
  const insertEvents = db.prepare('INSERT INTO history (execution_seq, first_id, last_id, events) VALUES (?, ?, ?, ?)');
  const putThread = db.prepare(
    `INSERT INTO threads (execution_seq, id, parent_id, branch_index, previous_event_id, variables, position) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET previous_event_id = excluded.previous_event_id, variables = excluded.variables, position = excluded.position`,
  );
  const dropThread = db.prepare('DELETE FROM threads WHERE execution_seq = ? AND id = ?');
  const dropThreads = db.prepare('DELETE FROM threads WHERE execution_seq = ?');
  const endExecution = db.prepare(
    'UPDATE executions SET status = ?, output = ?, error = ?, cause = ?, stop_ms = ? WHERE seq = ?',
  );

  const write = ({ starts, events, threads, ends }: Batch): void => {
    for (const row of starts)
      insertExecution.run(
        row.seq,
        row.arn,
        row.machineArn,
        row.name,
        row.account,
        row.region,
        row.roleArn,
        row.definitionId,
        row.input,
        row.startMs,
        row.timeoutAtMs,
      );
    for (const [seq, list] of events) insertEvents.run(seq, list[0]?.id ?? 0, list.at(-1)?.id ?? 0, packEvents(list));
    for (const { seq, id, take } of threads.values()) {
      if (take === null) {
        dropThread.run(seq, id);
        continue;
      }
      const row = take();
      putThread.run(seq, id, row.parentId, row.branchIndex, row.previousEventId, row.variables, row.position);
    }
    for (const end of ends) {
      endExecution.run(end.status, end.output, end.error, end.cause, end.stopMs, end.seq);
      dropThreads.run(end.seq);
    }
  };

  return (batch) => inTransaction(db, () => write(batch));
}

/** Below this the gain is not worth the call. */
const SMALLEST_PACKED_LENGTH = 1_024;
const FAST = { level: constants.Z_BEST_SPEED };

/**
 * The stored form of one commit's events. An input is in several events, so they pack to about a sixth, which
 * is what keeps the journal of 100,000 executions within a few gigabytes and the disk from being what limits the
 * engine.
 */
function packEvents(events: readonly HistoryEvent[]): string | Buffer {
  const text = JSON.stringify(events);
  return text.length < SMALLEST_PACKED_LENGTH ? text : deflateRawSync(text, FAST);
}

/** The events that `packEvents` stored. */
export function unpackEvents(stored: SQLOutputValue | undefined): readonly { readonly id: number }[] {
  if (typeof stored === 'string') return JSON.parse(stored);
  if (stored instanceof Uint8Array) return JSON.parse(inflateRawSync(stored).toString('utf8'));
  throw new Error(`The journal column events holds ${typeof stored}, not text or bytes`);
}
