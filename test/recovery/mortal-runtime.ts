import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../local/runtime/site.ts';
import { endOrphans } from '../../local/store/store.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { setEnvironmentOf } from '../support/handler-environment.ts';
import { enterWorld, moveClock, type World } from '../support/world.ts';

/** A runtime that can be killed and started again on the same data folder and the same addresses. */
export interface MortalRuntime {
  readonly world: World;
  readonly awsEndpoint: string;
  /** SIGKILL to the runtime alone: the store is left behind as an orphan, for the next start to find. */
  killAndRestart(): Promise<void>;
  close(): Promise<void>;
}

export async function openMortalRuntime(): Promise<MortalRuntime> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recovery-'));
  // Links in mails and the test's own clients must outlive the process, so its ports are chosen here.
  const addresses = { port: await freePort(), awsPort: await freePort() };
  const start = (): Promise<ChildRuntime> => startChildRuntime({ dataDir, ...addresses });
  let child = await start();
  setEnvironmentOf(child.file, dataDir);
  const { file } = child;
  const world = await enterWorld({ ...file, advance: (seconds) => moveClock(file.awsEndpoint, seconds) });
  return {
    world,
    awsEndpoint: file.awsEndpoint,
    async killAndRestart() {
      await child.kill();
      child = await start();
    },
    async close() {
      await child.stop();
      await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** One for all tests of a suite, after each of which the audit must find nothing; read inside tests only. */
export function mortalRuntimeOfSuite(): () => MortalRuntime {
  let opened: MortalRuntime | undefined;
  const runtime = (): MortalRuntime => {
    if (opened === undefined) throw new Error('The runtime is not open');
    return opened;
  };
  beforeAll(async () => {
    opened = await openMortalRuntime();
  }, 60_000);
  afterEach(async () => {
    expect(await runtime().world.audit()).toEqual([]);
  });
  afterAll(async () => {
    await opened?.close();
  });
  return runtime;
}
