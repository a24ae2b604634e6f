import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageOf } from '../../../bench/load/generator.ts';
import { freePort } from '../../../local/runtime/site.ts';
import { endOrphans } from '../../../local/store/store.ts';
import { errorCode } from '../../../local/system-errors.ts';
import { type ChildRuntime, startChildRuntime } from '../../support/child-runtime.ts';
import { setEnvironmentOf } from '../../support/handler-environment.ts';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { enterWorld, moveClock, type World } from '../../support/world.ts';
import { createFullDisk, type Disk } from './disk.ts';

/** A runtime of its own process that can be broken in every way a machine breaks, and a company's webhook receiver. */
export interface Place {
  readonly world: World;
  readonly awsEndpoint: string;
  readonly receiver: WebhookReceiver;
  readonly disk: Disk;
  /** Highest resident memory of any process of the runtime so far, in MB. */
  readonly peakMb: number;
  readonly killCount: number;
  /** SIGKILL, then a new process on the same folder and ports. */
  killRuntime(): Promise<void>;
  /** SIGKILL to the store alone: bringing it back is the runtime's work. */
  killStore(): void;
  close(): Promise<void>;
}

/**
 * Opens one; a process opens one at most, since its SDK clients and settings are made once. `withDisk` puts the data
 * folder on a small file system of its own, which can be filled.
 */
export async function openPlace({ withDisk }: { withDisk: boolean }): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const disk = createFullDisk(folder, { isMounted: withDisk });
  const dataDir = join(folder, 'data');
  const addresses = { port: await freePort(), awsPort: await freePort() };
  const start = (): Promise<ChildRuntime> => startChildRuntime({ dataDir, ...addresses });
  let child = await start();
  let peakMb = 0;
  let killCount = 0;
  const measure = (): void => {
    peakMb = Math.max(peakMb, peakOf(child.file.pid));
  };
  setEnvironmentOf(child.file, dataDir);
  const receiver = await openReceiver();
  const { file } = child;
  const world = await enterWorld({ ...file, advance: (seconds) => moveClock(file.awsEndpoint, seconds) });
  await addEndpoint(world, receiver.url);
  return {
    world,
    awsEndpoint: file.awsEndpoint,
    receiver,
    disk,
    get peakMb() {
      measure();
      return peakMb;
    },
    get killCount() {
      return killCount;
    },
    async killRuntime() {
      measure();
      killCount += 1;
      await child.kill();
      child = await start();
    },
    killStore() {
      killCount += 1;
      killQuietly(Number(readFileSync(join(dataDir, 'store.pid'), 'utf8')));
    },
    async close() {
      await receiver.close();
      try {
        await child.stop();
      } finally {
        await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
        disk.close();
        rmSync(folder, { recursive: true });
      }
    },
  };
}

async function addEndpoint({ apiUrl, company }: World, url: string): Promise<void> {
  const response = await fetch(`${apiUrl}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  });
  if (response.status !== 201)
    throw new Error(`The endpoint was answered ${response.status}: ${await response.text()}`);
}

/** 0 for a process that has ended. */
function peakOf(pid: number): number {
  try {
    return usageOf(pid).peakResidentMb || 0;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return 0;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
