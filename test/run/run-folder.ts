import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the suites of a run share; it goes when the run ends. */
export const sharedFolder = (folder: string): string => join(folder, 'shared');

export const compileCache = (folder: string): string => join(sharedFolder(folder), 'compile-cache');

/** What stands in the folder of a run that no suite has removed. */
export const leftFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name !== basename(sharedFolder(folder)));

export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/** The other processes whose command or environment names the folder: a store, a runtime, a browser. */
export function leftProcesses(folder: string): readonly LeftProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => ({ pid: Number(pid), command: readProcess(pid, 'cmdline').split('\0').join(' ').trim() }))
    .filter(({ pid, command }) => command.includes(folder) || readProcess(String(pid), 'environ').includes(folder));
}

/** Empty of one that has ended, a zombie, or another user's. */
function readProcess(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
