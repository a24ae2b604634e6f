import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { type Bundle, kilobytes } from '../infra/bundle/bundle.ts';
import { bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { percentile } from './load/summary.ts';

/**
 * Size and start of every function as it is deployed: the bundle's bytes, and the time until its module has been
 * evaluated, above a handler that does nothing. Node's start, Lambda's own work and the network are not measured.
 */
export async function benchLambda(): Promise<void> {
  const bundles = await bundleFunctions();
  const folders = bundles.map(({ folder }) => folder);
  const referenceFolder = await buildReference();
  const [empty, reference, ...imports] = measureImports([null, referenceFolder, ...folders]);
  rmSync(referenceFolder, { recursive: true });
  if (empty === undefined || reference === undefined) throw new Error('The yardsticks were not measured');
  const faultUs = pageFaultMicroseconds();
  const rows = bundles
    .map((bundle, index) => ({ bundle, above: above(empty, imports[index] ?? empty) }))
    .sort((a, b) => b.bundle.bytes - a.bundle.bytes)
    .map(({ bundle, above }) => row(bundle, { above, faultUs }));
  const lines = [
    `Import of an empty handler: ${empty.ms.toFixed(1)} ms, median of 20. A first touch of a page of memory takes ${faultUs.toFixed(1)} µs here.`,
    `By comparison: ElectroDB and the DynamoDB client, plainly bundled with nothing left out, take ${above(empty, reference).ms.toFixed(0)} ms here.`,
    '',
    '| function | KB minified | KB loaded when needed | import above empty, ms | of it page faults, ms |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const above = (empty: Import, { ms, pageFaults }: Import): Import => ({
  ms: ms - empty.ms,
  pageFaults: pageFaults - empty.pageFaults,
});

const row = ({ name, bytes, lazyBytes }: Bundle, { above, faultUs }: { above: Import; faultUs: number }): string =>
  `| ${name} | ${kilobytes(bytes)} | ${lazyBytes === 0 ? '–' : kilobytes(lazyBytes)} | ${above.ms.toFixed(0)} | ${((above.pageFaults * faultUs) / 1_000).toFixed(0)} |`;

const samples = 20;

const Import = z.object({ ms: z.number(), pageFaults: z.number() });

/**
 * Medians. Pages of memory that the kernel had to hand over meanwhile: what one costs differs a hundredfold between
 * machines.
 */
type Import = z.infer<typeof Import>;

/**
 * What it takes to require the `index.cjs` of each folder (null: of a handler that does nothing), each time in a fresh
 * process. The functions alternate, so that other load on the machine affects all of them alike.
 */
function measureImports(folders: readonly (string | null)[]): readonly Import[] {
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

const pageBytes = 4_096;
const pages = 16_384;

/** Microseconds of a page fault on this machine. */
function pageFaultMicroseconds(): number {
  const memory = Buffer.allocUnsafeSlow(pages * pageBytes);
  const faultsBefore = process.resourceUsage().minorPageFault;
  const startedMs = performance.now();
  for (let at = 0; at < memory.length; at += pageBytes) memory[at] = 1;
  const microseconds = (performance.now() - startedMs) * 1_000;
  return microseconds / Math.max(1, process.resourceUsage().minorPageFault - faultsBefore);
}

const contents = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { Entity, Service } from 'electrodb';
  export { DynamoDBClient, Entity, Service };`;

/**
 * A new folder with `index.cjs` of ElectroDB and the DynamoDB client, plainly bundled with nothing left out: what a
 * function that reads one item must have. Its import is the yardstick by which figures of two machines can be compared.
 */
async function buildReference(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('./lambda', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    outfile: join(folder, 'index.cjs'),
  });
  return folder;
}
