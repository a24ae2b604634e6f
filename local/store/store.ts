import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Log, silentLog } from '../aws/log.ts';
import { endOrphans } from './end-orphan.ts';
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
