import type { EventBody } from '../history/events.ts';
import type { Position } from './position.ts';
import { writePosition } from './position.ts';
import type { Run, Thread } from './run.ts';

/** AWS ends an execution whose history reaches this length; the last event says so. */
const MAX_EVENTS = 25_000;

/** Thrown by the event that would be the last one allowed; the driver ends the execution with it. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}

/**
 * Records an event of a thread and returns its id. It follows the thread's last event unless `follows` names another;
 * with `aside` the thread's next event does not follow this one but becomes its sibling.
 */
export function record(
  run: Run,
  thread: Thread,
  { event, follows, aside = false }: { event: EventBody; follows?: number; aside?: boolean },
): number {
  if (run.nextEventId >= MAX_EVENTS) throw new HistoryFull('The history is full');
  const id = append(run, { event, previousEventId: follows ?? thread.previousEventId });
  if (!aside) {
    thread.previousEventId = id;
    persist(run, thread);
  }
  return id;
}

/** Writes an event without regard to the limit: the last one of an execution has room. */
export function append(run: Run, { event, previousEventId }: { event: EventBody; previousEventId: number }): number {
  const { journal, clock } = run.parts;
  const id = run.nextEventId;
  run.nextEventId += 1;
  journal.event(run.row.seq, { timestamp: clock.now() / 1000, id, previousEventId, ...event });
  return id;
}

/** Moves a thread. Called in the same synchronous step as the events that tell of the move. */
export function moveTo(run: Run, thread: Thread, position: Position): void {
  thread.position = position;
  persist(run, thread);
}

/** Has the thread written with the next commit. */
export function persist(run: Run, thread: Thread): void {
  run.parts.journal.thread(run.row.seq, {
    id: thread.id,
    take: () => ({
      id: thread.id,
      parentId: thread.parent?.id ?? null,
      branchIndex: thread.index,
      previousEventId: thread.previousEventId,
      variables: thread.variablesText,
      position: writePosition(thread.position),
    }),
  });
}

/** Takes a branch that is no longer needed out of the run and the journal. */
export function forget(run: Run, thread: Thread): void {
  thread.disarm();
  run.threads.delete(thread.id);
  run.parts.journal.thread(run.row.seq, { id: thread.id, take: null });
}
