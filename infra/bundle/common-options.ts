import type { BuildOptions } from 'esbuild';
import { withCopiedFiles } from './copied-files.ts';
import { electrodbModules } from './electrodb-modules.ts';
import { leanPackages } from './lean-packages.ts';
import { leanSchemas } from './lean-schemas.ts';
import { withStandIns } from './stand-ins.ts';
import { workerBodies } from './worker-bodies.ts';

export const outputOptions = { platform: 'node', target: 'node24', minify: true, logLevel: 'error' } as const;

export const bundleOptions = {
  ...outputOptions,
  bundle: true,
  outExtension: { '.js': '.cjs' },
  mainFields: ['module', 'main'],
  plugins: [withCopiedFiles, electrodbModules, withStandIns, leanSchemas, leanPackages, workerBodies],
  metafile: true,
} as const satisfies BuildOptions;
