import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { type FoundRuntime, findRuntime } from '../runtime/runtime-file.ts';

const entryFile = fileURLToPath(new URL('../main.ts', import.meta.url));
const readyTimeoutMs = 60_000;
const pollMs = 50;
/** A runtime that does not end within this after SIGTERM is killed. */
const stopTimeoutMs = 15_000;

export interface ChildRuntime {
  readonly file: FoundRuntime;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts a runtime of its own process on free ports and this folder, and waits until it answers. */
export async function startChildRuntime(options: {
  dataDir: string;
  env?: Readonly<Record<string, string>>;
}): Promise<ChildRuntime> {
  const { dataDir, env = {} } = options;
  const child = spawn(process.execPath, [...startFlags(), entryFile], {
    env: { ...startVariables(), ...process.env, ...env, PORT: '0', AWS_PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = tailOf(child);
  const deadlineMs = performance.now() + readyTimeoutMs;
  while (performance.now() < deadlineMs && isRunning(child)) {
    const file = await findRuntime(dataDir);
    // A file of an earlier runtime on the same folder names another process.
    if (file !== null && file.pid === child.pid) return { file, pid: file.pid, close: () => stop(child) };
    await delay(pollMs);
  }
  const isLate = isRunning(child);
  await stop(child);
  throw new Error(`The runtime ${isLate ? 'did not answer in time' : 'ended at its start'}: ${stderr()}`);
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

function tailOf(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-1_000);
  });
  return () => tail.trim();
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(force);
}

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** Node's flags of `npm start`, so that a runtime started by a program runs as one started by hand. */
export const startFlags = (): readonly string[] => startWords().filter((word) => word.startsWith('--'));

/** Variables that `npm start` sets, which Node must find when it begins: malloc reads them before any code of ours. */
export const startVariables = (): Readonly<Record<string, string>> =>
  Object.fromEntries(startWords().flatMap((word) => Array.from(word.matchAll(/^([A-Z_]{1,40})=(.*)/g), namedValue)));

const namedValue = ([, name = '', value = '']: RegExpExecArray): readonly [string, string] => [name, value];

function startWords(): readonly string[] {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return Package.parse(JSON.parse(text)).scripts.start.split(' ');
}
