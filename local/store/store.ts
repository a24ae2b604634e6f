import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Log, silentLog } from '../aws/log.ts';
import { errorCode } from '../system-errors.ts';
import { superviseStore } from './supervise-store.ts';

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
  const supervised = await superviseStore(binary, { storeFile, pidFile, log });
  return {
    endpoint: `http://${supervised.address.host}:${supervised.address.port}`,
    get pid() {
      return supervised.pid;
    },
    close: () => supervised.close(),
  };
}

function storeBinary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(manifest), 'dynoxide');
  } catch (cause) {
    throw new Error(
      `There is no embedded store for ${process.platform}-${process.arch} (or npm ci left out optional packages); set DYNAMODB_ENDPOINT to a DynamoDB-compatible endpoint, such as DynamoDB Local at http://localhost:8000`,
      { cause },
    );
  }
}

const TERM_GRACE_MS = 3_000;
const POLL_MS = 10;

/**
 * Ends every store that still has the file open. A store outlives a killed runtime, and two on one file would both
 * accept writes. `store.pid` alone would miss one killed before its pid was written, so the processes are searched as
 * well.
 */
export async function endOrphans(storeFile: string, pidFile: string): Promise<number> {
  const pids = new Set([...pidIn(pidFile), ...runningPids()].filter((pid) => isOurStore(pid, storeFile)));
  for (const pid of pids) await end(pid, storeFile);
  return pids.size;
}

function pidIn(pidFile: string): readonly number[] {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 1 ? [pid] : [];
  } catch {
    return []; // no pid file: a first start, or a clean stop
  }
}

function runningPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The process runs a store binary on that very file; pids are reused, so a number proves nothing. */
export function isOurStore(pid: number, storeFile: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    // A reinstalled package leaves the running binary as "… (deleted)".
    return words.includes(storeFile) && basename(readlinkSync(`/proc/${pid}/exe`)).split(' ')[0] === 'dynoxide';
  } catch {
    return false; // ended meanwhile, or another user's
  }
}

async function end(pid: number, storeFile: string): Promise<void> {
  kill(pid, 'SIGTERM');
  const deadlineMs = performance.now() + TERM_GRACE_MS;
  while (isOurStore(pid, storeFile)) {
    if (performance.now() > deadlineMs) kill(pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

type Write = typeof process.stdout.write;

/**
 * Replaces a text in all that this process and its threads print, until the returned function is called: a failed
 * connection names its address in its message, and a log of that message would reveal the store's address.
 */
export function concealInOutput(secret: string, shown: string): () => void {
  const restores = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    const concealing = (chunk: string | Uint8Array, ...rest: unknown[]): unknown => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
      if (!text.includes(secret)) return Reflect.apply(write, stream, [chunk, ...rest]);
      const told = text.replaceAll(secret, shown);
      return Reflect.apply(write, stream, [typeof chunk === 'string' ? told : Buffer.from(told, 'latin1'), ...rest]);
    };
    Object.assign(stream, { write: concealing } satisfies { write: (...args: Parameters<Write>) => unknown });
    return () => Object.assign(stream, { write });
  });
  return () => {
    for (const restore of restores) restore();
  };
}
