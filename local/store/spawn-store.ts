import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 10_000;
const POLL_MS = 5;
const PORT_ATTEMPTS = 5;

export interface RunningStore {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts the store and waits until it answers. `port` undefined: a free one, tried again if something else takes it first. */
export async function spawnStore(binary: string, options: { storeFile: string; port?: number }): Promise<RunningStore> {
  const { storeFile } = options;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const child = start(binary, { storeFile, port });
    const failure = await ready(child, { port, storeFile });
    if (failure === undefined) return { child, port };
    if (attempt === PORT_ATTEMPTS) throw new Error(`The embedded store did not start: ${failure}`);
  }
}

function start(binary: string, { storeFile, port }: { storeFile: string; port: number }): ChildProcess {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', storeFile];
  // A group of its own: Ctrl-C in the terminal reaches the runtime alone, which drains before it ends the store.
  // An empty environment: nothing of the caller's proxies, credentials or settings gets into it.
  // A file, not a pipe: the store writes to it after its runtime was killed.
  const log = openSync(logFile(storeFile), 'w');
  const child = spawn(binary, args, { detached: true, env: {}, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return child;
}

function logFile(storeFile: string): string {
  return join(dirname(storeFile), 'store.log');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No loopback port is free');
  return address.port;
}

/** Undefined once the store itself answers on the port; else why it never will. */
async function ready(
  child: ChildProcess,
  { port, storeFile }: { port: number; storeFile: string },
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
    if (await answers(port)) return undefined;
    if (performance.now() > deadlineMs) {
      child.kill('SIGKILL');
      return `no answer within ${READY_TIMEOUT_MS / 1000} s`;
    }
    await delay(POLL_MS);
  }
  return `${state.exit}, see ${logFile(storeFile)}`;
}

/** The header proves that it is the store and not whoever else got the port. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    await response.arrayBuffer();
    return response.headers.has('x-dynoxide-version');
  } catch {
    return false; // not listening yet
  }
}
