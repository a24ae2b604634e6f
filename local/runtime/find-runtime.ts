import { join } from 'node:path';
import { readDataFile } from '../data-folder/data-file.ts';
import { errorCode } from '../error-code.ts';
import { RuntimeFile } from './runtime-file.ts';
import { secretAccessKeyOf } from './secret-access-key.ts';

export interface FoundRuntime extends RuntimeFile {
  /** By which calls of its AWS endpoint are signed. */
  readonly secretAccessKey: string;
}

/** The runtime that runs on this data folder; null when none does, or it no longer answers. */
export async function findRuntime(dataDir: string): Promise<FoundRuntime | null> {
  const file = readRuntimeFile(dataDir);
  if (file === null || !(await answers(file.apiUrl))) return null;
  return { ...file, secretAccessKey: secretAccessKeyOf(dataDir) };
}

function readRuntimeFile(dataDir: string): RuntimeFile | null {
  try {
    return readDataFile(join(dataDir, 'runtime.json'), {
      schema: RuntimeFile,
      wayOut: 'start the runtime of this folder again, which writes it anew',
    });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A runtime that was killed leaves its file behind, so the address is tried. */
async function answers(apiUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${apiUrl}/healthz`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // nothing listens there, or nothing that answers in time
  }
}
