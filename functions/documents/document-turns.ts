import type { CompanyId } from '../../schemas/ids.ts';
import { createFairSemaphore } from '../workers/fair-semaphore.ts';

/**
 * On its way to a reader and back a document has several copies. A Lambda holds one at a time by itself; a process that
 * runs many calls at once would hold them all, and the line before a reader would be first in, first out. One place is
 * left for every other company.
 */
const turns = createFairSemaphore({ mostAtOnce: 3, mostOf: () => 2, mostWaiting: 1_000, mostWaitMs: 30_000 });

/** Reads a document when its company has a turn. @throws WorkersBusy when that does not come: later there is room */
export async function inDocumentTurn<T>(companyId: CompanyId, read: () => Promise<T>): Promise<T> {
  const leave = await turns.acquire(companyId);
  try {
    return await read();
  } finally {
    leave();
  }
}
