import { rmSync } from 'node:fs';
import type { Bundle } from '../infra/bundle/bundle.ts';
import { bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { kilobytes } from '../infra/bundle/print-sizes.ts';
import { type Import, measureImports } from './lambda/measure-imports.ts';
import { pageFaultMicroseconds } from './lambda/page-fault-cost.ts';
import { buildReference } from './lambda/reference-bundle.ts';

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
