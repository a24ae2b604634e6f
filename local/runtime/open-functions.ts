import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import { inThisThread, loadFunctions, type RunFunction } from '../lambda/run-handler.ts';
import { type MayRunAgain, openFunctionThread } from '../lambda/threads/function-thread.ts';

export interface OpenFunctions {
  readonly functions: ReadonlyMap<string, RunFunction>;
  /** Whether the thread of tasks is always busy: more tasks at once would end no sooner. */
  areTasksBusy(): boolean;
  /** Moves the clocks of the functions' threads on, where there are threads. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

const folderOf = (name: string): string => fileURLToPath(new URL(`../../functions/${name}`, import.meta.url));

interface Sandbox {
  readonly folders: readonly string[];
  readonly mayRunAgain?: MayRunAgain;
}

/** Functions that answer requests, and functions that work on inquiries: neither waits for the other. */
const sandboxes: readonly Sandbox[] = [
  { folders: [folderOf('http')], mayRunAgain: ({ payload }) => isSafeRequest(payload) },
  { folders: [folderOf('tasks'), folderOf('operations')] },
];

/**
 * The functions of the sources, or of `folders`: in threads of their own, or in this one, where a test can reach them.
 */
export async function openFunctions(options: {
  readonly inThreads: boolean;
  readonly folders?: readonly string[] | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<OpenFunctions> {
  const { inThreads, folders, clock, log } = options;
  if (!inThreads) {
    const functions = inThisThread(
      await loadFunctions(folders ?? sandboxes.flatMap((sandbox) => sandbox.folders)),
      clock,
    );
    return { functions, areTasksBusy: () => false, advance: async () => {}, close: async () => {} };
  }
  const groups = folders === undefined ? sandboxes : [{ folders }];
  const threads = await Promise.all(groups.map((group) => openFunctionThread({ ...group, log })));
  return {
    areTasksBusy: () => threads.at(-1)?.isBusy() ?? false,
    functions: new Map(threads.flatMap((thread) => [...thread.functions])),
    async advance(ms) {
      await Promise.all(threads.map((thread) => thread.advance(ms)));
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

const safeRequest = z.union([
  z.object({ httpMethod: z.enum(['GET', 'HEAD', 'OPTIONS']) }),
  z.object({ type: z.literal('REQUEST'), methodArn: z.string() }),
]);

/**
 * Whether a function of the API may be called again with this payload after an unknown outcome: a safe method
 * (RFC 9110, 9.2.1) or a call of the authorizer. The caller decides about any other request, by its Idempotency-Key.
 */
export function isSafeRequest(payload: string): boolean {
  try {
    return safeRequest.safeParse(JSON.parse(payload)).success;
  } catch (error) {
    if (error instanceof SyntaxError) return true; // the function is not called with it
    throw error;
  }
}
