import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { percentile } from '../load/percentile.ts';

const samples = 20;

const Import = z.object({ ms: z.number(), pageFaults: z.number() });

/** Medians. Pages of memory that the kernel had to hand over meanwhile: what one costs differs a hundredfold between machines. */
export type Import = z.infer<typeof Import>;

/**
 * What it takes to require the `index.cjs` of each folder (null: of a handler that does nothing), each time in a fresh
 * process. The functions take turns, so that what else the machine does falls on all of them alike.
 */
export function measureImports(folders: readonly (string | null)[]): readonly Import[] {
  const empty = mkdtempSync(join(tmpdir(), 'empty-'));
  writeFileSync(join(empty, 'index.cjs'), 'exports.handler = async () => {};\n');
  const measured = folders.map((folder) => ({ file: join(folder ?? empty, 'index.cjs'), imports: [] as Import[] }));
  for (let round = 0; round < samples; round++)
    for (const { file, imports } of measured) imports.push(measureOnce(file));
  rmSync(empty, { recursive: true });
  return measured.map(({ imports }) => ({
    ms: percentile(
      imports.map(({ ms }) => ms),
      0.5,
    ),
    pageFaults: percentile(
      imports.map(({ pageFaults }) => pageFaults),
      0.5,
    ),
  }));
}

function measureOnce(file: string): Import {
  const script = `
    const faults = () => process.resourceUsage().minorPageFault;
    const before = faults();
    const start = process.hrtime.bigint();
    require(${JSON.stringify(file)});
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    process.stdout.write(JSON.stringify({ ms, pageFaults: faults() - before }));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8', env: {} });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr}`);
  return Import.parse(JSON.parse(stdout));
}
