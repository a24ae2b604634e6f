import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFlags, startVariables } from '../../local/demo/child-runtime.ts';
import { RuntimeFile } from '../../local/runtime/runtime-file.ts';
import { childEnvironment } from './child-environment.ts';

const root = resolve(import.meta.dirname, '../..');

export interface ChildOptions {
  readonly dataDir: string;
  /** 0 takes free ones. */
  readonly port: number;
  readonly awsPort: number;
  /** Of an OpenAI-compatible server; without it the extractive model answers. */
  readonly modelUrl?: string;
  /** Default error. */
  readonly logLevel?: 'debug' | 'error';
  /** Has the functions write their metrics to stdout. */
  readonly metricsNamespace?: string;
  /** Whose pages may call the API from a browser. */
  readonly webOrigin?: string;
  /**
   * Has the functions call the store itself, as `npm start` does; default by the endpoint, where faults are applied.
   */
  readonly isDirect?: boolean;
  /** Told of everything that the runtime prints. */
  readonly onPrinted?: (text: string) => void;
}

/** The runtime as `npm start` runs it, but on a clock that a test moves. */
export interface ChildRuntime {
  readonly file: RuntimeFile;
  /** SIGKILL: nothing of it gets to finish; the store lives on as an orphan. */
  kill(): Promise<void>;
  /** SIGTERM: an orderly end, store included. Both throw when it had ended by itself. */
  stop(): Promise<void>;
}

/** Starts a runtime and waits until it is ready. @throws Error with what it printed when it ends instead. */
export async function startChildRuntime(options: ChildOptions): Promise<ChildRuntime> {
  const child = spawn(process.execPath, [...startFlags(), '--import', './local/virtual-clock.ts', 'local/main.ts'], {
    cwd: root,
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = outputOf(child);
  if (options.onPrinted !== undefined) output.onPrinted(options.onPrinted);
  await readiness(child, output);
  const file = RuntimeFile.parse(JSON.parse(readFileSync(join(options.dataDir, 'runtime.json'), 'utf8')));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The runtime had ended by itself (${child.exitCode ?? child.signalCode}): ${output.latest}`);
    child.kill(signal);
    await once(child, 'exit');
  };
  return { file, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

function environmentOf({
  dataDir,
  port,
  awsPort,
  modelUrl,
  logLevel = 'error',
  metricsNamespace,
  webOrigin,
  isDirect = false,
}: ChildOptions): NodeJS.ProcessEnv {
  return {
    ...startVariables(),
    ...childEnvironment(),
    DATA_DIR: dataDir,
    PORT: String(port),
    AWS_PORT: String(awsPort),
    LOG_LEVEL: logLevel,
    STORE_THROUGH_ENDPOINT: isDirect ? '0' : '1',
    ...(metricsNamespace !== undefined && { METRICS_NAMESPACE: metricsNamespace }),
    ...(webOrigin !== undefined && { WEB_ORIGIN: webOrigin }),
    ...(modelUrl !== undefined && { LLM_BASE_URL: modelUrl, LLM_MODEL: 'scripted' }),
  };
}

interface Output {
  readonly latest: string;
  onPrinted(listener: (text: string) => void): void;
}

/** A child's output is read continuously, so that a full pipe never stops it; its end is kept to report a crash. */
function outputOf(child: ChildProcess): Output {
  let latest = '';
  const printed = new EventEmitter();
  const read = (chunk: Buffer): void => {
    latest = `${latest}${chunk.toString('utf8')}`.slice(-4_000);
    printed.emit('printed', chunk.toString('utf8'));
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  return {
    get latest() {
      return latest;
    },
    onPrinted: (listener) => printed.on('printed', listener),
  };
}

/** The greeting comes once everything is up. */
function readiness(child: ChildProcess, output: Output): Promise<void> {
  return new Promise((ready, failed) => {
    output.onPrinted(() => {
      if (output.latest.includes('is ready')) ready();
    });
    child.once('error', failed);
    child.once('exit', (code, signal) => failed(new Error(`The runtime ended (${code ?? signal}): ${output.latest}`)));
  });
}
