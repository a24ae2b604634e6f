import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const samples = 20;

/**
 * Milliseconds to require the `index.cjs` of each folder (null: of a handler that does nothing), each time in a fresh
 * process; the median of 20. The functions take turns, so that what else the machine does falls on all of them alike.
 */
export function importMilliseconds(folders: readonly (string | null)[]): readonly number[] {
  const empty = mkdtempSync(join(tmpdir(), 'empty-'));
  writeFileSync(join(empty, 'index.cjs'), 'exports.handler = async () => {};\n');
  const measured = folders.map((folder) => ({ file: join(folder ?? empty, 'index.cjs'), times: [] as number[] }));
  for (let round = 0; round < samples; round++) for (const { file, times } of measured) times.push(measureOnce(file));
  return measured.map(({ times }) => median(times));
}

function measureOnce(file: string): number {
  const script = `const start = process.hrtime.bigint(); require(${JSON.stringify(file)}); process.stdout.write(String(process.hrtime.bigint() - start));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8', env: {} });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr}`);
  return Number(stdout) / 1e6;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
