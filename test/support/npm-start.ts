import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RuntimeFile } from '../../local/runtime/runtime-file.ts';
import { childEnvironment } from './child-environment.ts';

const root = resolve(import.meta.dirname, '../..');

export interface StartedByNpm {
  readonly npm: ChildProcess;
  readonly file: RuntimeFile;
  readonly storePid: number;
  /** Resolves once npm has ended, with its exit code. */
  readonly ended: Promise<number | null>;
}

/** `npm start` itself, in a process group of its own as a terminal or a supervisor would have it. */
export async function startByNpm(dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<StartedByNpm> {
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...childEnvironment(), PORT: '0', AWS_PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(npm, 'exit').then(([code]: readonly (number | null)[]) => code ?? null);
  await greeting(npm, ended);
  const file = RuntimeFile.parse(JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')));
  const storePid = Number(readFileSync(join(dataDir, 'store.pid'), 'utf8'));
  return { npm, file, storePid, ended };
}

function greeting({ stdout, stderr }: ChildProcess, ended: Promise<unknown>): Promise<void> {
  return new Promise((greeted, failed) => {
    let text = '';
    for (const stream of [stdout, stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        text = `${text}${chunk.toString('utf8')}`.slice(-4_000);
        if (text.includes('is ready')) greeted();
      });
    }
    void ended.then(() => failed(new Error(`npm start ended: ${text}`)));
  });
}

/** Whether a process is there and is no zombie that nobody has waited for. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false; // it has ended
  }
}
