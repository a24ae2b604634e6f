import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../system-errors.ts';

const TERM_GRACE_MS = 3_000;
const POLL_MS = 10;

/**
 * Ends every store that still has the file open. A store outlives a killed runtime, and two on one file would both accept
 * writes. `store.pid` alone would miss one killed before its pid was written, so the processes are searched as well.
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
