import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 10_000;
/** Timeout of one probe: another program on the port may accept the connection and stay silent. */
const ANSWER_TIMEOUT_MS = 2_000;
const POLL_MS = 5;
const PORT_ATTEMPTS = 5;

/** Where a store listens. */
export interface StoreAddress {
  readonly host: string;
  readonly port: number;
}

interface RunningStore {
  readonly child: ChildProcess;
  readonly address: StoreAddress;
}

/**
 * Starts the store and waits until it answers. `address` undefined: a random one of loopback, since the store answers
 * any page that finds it (CORS `*`, no signature checked); another is tried if something else takes it first.
 */
export async function spawnStore(
  binary: string,
  options: { storeFile: string; address?: StoreAddress },
): Promise<RunningStore> {
  const { storeFile } = options;
  for (let attempt = 1; ; attempt += 1) {
    const address = options.address ?? (await freeAddress());
    const child = start(binary, { storeFile, address });
    const failure = await ready(child, { address, storeFile });
    if (failure === undefined) return { child, address };
    if (attempt === PORT_ATTEMPTS) throw new Error(`The embedded store did not start: ${failure}`);
  }
}

function start(binary: string, { storeFile, address }: { storeFile: string; address: StoreAddress }): ChildProcess {
  const args = ['serve', '--host', address.host, '--port', String(address.port), '--db-path', storeFile];
  // A group of its own: Ctrl-C in the terminal reaches the runtime alone, which drains before it ends the store.
  // An empty environment: nothing of the caller's proxies, credentials or settings gets into it.
  // A file, not a pipe: the store writes to it after its runtime was killed.
  // What it creates is its owner's alone, whatever mask this process has: a child inherits the mask of its start.
  const log = openSync(logFile(storeFile), 'w', 0o600);
  const mask = process.umask(0o077);
  try {
    const child = spawn(binary, args, { detached: true, env: {}, stdio: ['ignore', log, log] });
    child.unref();
    endWithThisProcess(child);
    return child;
  } finally {
    process.umask(mask);
    closeSync(log);
  }
}

/** However this process ends, by an error too, it leaves no store behind. */
function endWithThisProcess(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

function logFile(storeFile: string): string {
  return join(dirname(storeFile), 'store.log');
}

async function freeAddress(): Promise<StoreAddress> {
  const host = randomLoopbackAddress();
  const probe = createServer().listen(0, host);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No loopback port is free');
  return { host, port: address.port };
}

/** Undefined once the store itself answers on the port; else why it never will. */
async function ready(
  child: ChildProcess,
  { address, storeFile }: { address: StoreAddress; storeFile: string },
): Promise<string | undefined> {
  const state = { exit: '' };
  child.once('error', (error) => {
    state.exit = error.message;
  });
  child.once('exit', (code, signal) => {
    state.exit = `exit ${code ?? signal}`;
  });
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  while (state.exit === '') {
    if (await answers(address)) return undefined;
    if (performance.now() > deadlineMs) {
      child.kill('SIGKILL');
      return `no answer within ${READY_TIMEOUT_MS / 1000} s`;
    }
    await delay(POLL_MS);
  }
  return `${state.exit}, see ${logFile(storeFile)}`;
}

/** The header proves that it is the store, not another program on that port. */
async function answers({ host, port }: StoreAddress): Promise<boolean> {
  try {
    const response = await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.headers.has('x-dynoxide-version');
  } catch {
    return false; // not listening yet
  }
}

/**
 * A random address of 127.0.0.0/8 outside of 127.0.0.0/16, where services usually listen: 24 bits less a few, and a
 * port, are more than a web page can try.
 */
function randomLoopbackAddress(): string {
  return `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
}
