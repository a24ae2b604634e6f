import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Log, silentLog } from '../aws/log.ts';
import { endOrphans } from './end-orphan.ts';
import { spawnStore } from './spawn-store.ts';

export interface Store {
  readonly endpoint: string;
  /** Null when the store is not ours. */
  readonly pid: number | null;
  close(): Promise<void>;
}

interface StoreOptions {
  readonly dataDir: string;
  /** A DynamoDB-compatible endpoint to use instead of the embedded store. */
  readonly endpoint?: string;
  readonly log?: Log;
}

const TERM_GRACE_MS = 5_000;
/** A store that dies is started again on its port; one that dies this often within RESTART_WINDOW_MS is left dead. */
const MAX_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;

/**
 * Starts the embedded store on the data folder's file (the folder must be locked by this runtime) and keeps it running.
 * A store left by a killed runtime is ended first.
 */
export async function startStore({ dataDir, endpoint, log = silentLog }: StoreOptions): Promise<Store> {
  if (endpoint !== undefined) return { endpoint, pid: null, close: async () => {} };
  const binary = storeBinary();
  const storeFile = join(resolve(dataDir), 'store.db');
  const pidFile = join(resolve(dataDir), 'store.pid');
  mkdirSync(dataDir, { recursive: true });
  const orphanCount = await endOrphans(storeFile, pidFile);
  if (orphanCount > 0) log.warn('Ended a store that a killed runtime had left', { orphanCount });
  return supervise({ binary, storeFile, pidFile, log });
}

async function supervise(options: { binary: string; storeFile: string; pidFile: string; log: Log }): Promise<Store> {
  const { binary, storeFile, pidFile, log } = options;
  const first = await spawnStore(binary, { storeFile });
  const { address } = first;
  let child = first.child;
  let closing = false;
  let restartsAtMs: readonly number[] = [];

  const watch = (running: ChildProcess): void => {
    child = running;
    writeFileSync(pidFile, String(running.pid));
    running.once('exit', (code, signal) => {
      if (!closing) restart(`exit ${code ?? signal}`);
    });
  };
  const restart = (reason: string): void => {
    const nowMs = performance.now();
    restartsAtMs = [...restartsAtMs.filter((atMs) => nowMs - atMs < RESTART_WINDOW_MS), nowMs];
    log.error('The embedded store ended by itself', { reason, restartCount: restartsAtMs.length });
    if (restartsAtMs.length > MAX_RESTARTS) return;
    spawnStore(binary, { storeFile, address }).then(
      (running) => (closing ? running.child.kill('SIGTERM') : watch(running.child)),
      (error: unknown) => log.error('The embedded store could not be started again', { error: String(error) }),
    );
  };
  watch(first.child);

  return {
    endpoint: `http://${address.host}:${address.port}`,
    get pid() {
      return child.pid ?? null;
    },
    async close() {
      closing = true;
      await stop(child);
      rmSync(pidFile, { force: true });
    },
  };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolved) => {
    const force = setTimeout(() => child.kill('SIGKILL'), TERM_GRACE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolved();
    });
    child.kill('SIGTERM');
  });
}

function storeBinary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(manifest), 'dynoxide');
  } catch (cause) {
    throw new Error(
      `There is no embedded store for ${process.platform}-${process.arch}; set DYNAMODB_ENDPOINT to a DynamoDB-compatible endpoint, such as DynamoDB Local`,
      { cause },
    );
  }
}
