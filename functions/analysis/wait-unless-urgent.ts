import { cannotWait } from '../../domain/inquiry/entry.ts';
import { findSignals } from '../../domain/priority/find-signals.ts';
import { throttleErrorNames } from '../../schemas/errors.ts';
import type { Workspace } from '../entities/workspace.ts';
import { passingNameOf } from '../middleware/passing-fault.ts';
import { TaskError } from '../task-error.ts';
import { wordsOf } from './inquiry-words.ts';

const throttles: ReadonlySet<string> = new Set(throttleErrorNames);

/**
 * Lets inquiries that can wait retry a throttled service for hours. One that cannot, by the customer's words, fails
 * with
 * `PersonNeeded`, which no Retrier has: no person has read these words yet.
 */
export async function waitUnlessUrgent<T>(workspace: Workspace, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const name = passingNameOf(error);
    if (name === null || !throttles.has(name) || !isUrgent(workspace)) throw error;
    throw new TaskError('PersonNeeded', name, { cause: error });
  }
}

function isUrgent(workspace: Workspace): boolean {
  const { escalationRequested } = workspace.inquiry;
  return cannotWait({ escalationRequested, signals: findSignals(wordsOf(workspace)) });
}
