import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { leftFiles, leftProcesses } from './run-folder.ts';

/** Fails the run when a suite has left a process or a temporary folder behind, and removes them. */
export default function end(): void {
  const folder = tmpdir();
  const processes = leftProcesses(folder);
  for (const { pid } of processes) process.kill(pid, 'SIGKILL');
  const files = leftFiles(folder);
  rmSync(folder, { recursive: true, force: true });
  if (processes.length + files.length > 0)
    throw new Error(
      ['Left behind by a suite:', ...processes.map(({ pid, command }) => `process ${pid} ${command}`), ...files].join(
        '\n  ',
      ),
    );
}
