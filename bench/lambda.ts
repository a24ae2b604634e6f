import { type Bundle, bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { kilobytes } from '../infra/bundle/print-sizes.ts';
import { importMilliseconds } from './lambda/import-milliseconds.ts';

/**
 * Size and start of every function as it is deployed: the bundle's bytes, and the time until its module has been
 * evaluated, above a handler that does nothing. Node's start, Lambda's own work and the network are not measured.
 */
export async function benchLambda(): Promise<void> {
  const bundles = await bundleFunctions();
  const [emptyMs, ...importMs] = importMilliseconds([null, ...bundles.map(({ folder }) => folder)]);
  if (emptyMs === undefined) throw new Error('The empty handler was not measured');
  const rows = bundles
    .map((bundle, index) => ({ bundle, aboveEmptyMs: (importMs[index] ?? 0) - emptyMs }))
    .sort((a, b) => b.bundle.bytes - a.bundle.bytes)
    .map(({ bundle, aboveEmptyMs }) => row(bundle, aboveEmptyMs));
  const lines = [
    `Import of an empty handler: ${emptyMs.toFixed(1)} ms, median of 20.`,
    '',
    '| function | KB minified | KB loaded when needed | import above empty, ms |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const row = ({ name, bytes, lazyBytes }: Bundle, aboveEmptyMs: number): string =>
  `| ${name} | ${kilobytes(bytes)} | ${lazyBytes === 0 ? '–' : kilobytes(lazyBytes)} | ${aboveEmptyMs.toFixed(0)} |`;
