import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/*
 * Mutation testing: `npm run mutation -- domain/quality` changes each expression of a folder or file, one at a time, and
 * runs the tests that mirror it. Prints each mutant that no test noticed, and the score. docs/testing.md keeps the scores.
 */

const sources = process.argv.slice(2);
if (sources.length === 0) throw new Error('Name what to mutate, for example: npm run mutation -- domain/quality');

/** The engine and the conditional writes are tested by room, all else by the folder that mirrors its own. */
const testsOf = (source: string): string => {
  if (source.startsWith('local/stepfunctions')) return 'test/local/stepfunctions/**/*.test.ts';
  if (/^functions\/(entities|transactions)/.test(source)) return 'test/functions/conditions/**/*.test.ts';
  return `test/${source.replace(/\/[^/]*\.ts$/, '')}/**/*.test.ts`;
};

const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
try {
  await new Stryker({
    mutate: sources.map((source) => (source.endsWith('.ts') ? source : `${source}/**/*.ts`)),
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: {
      // Tests of the whole product import nearly every file: they would take minutes a mutant.
      spec: [...new Set(sources.map(testsOf))],
      require: ['./test/mutation/jest-interface.ts'],
      'no-config': true,
      'no-package': true,
    },
    testRunnerNodeArgs: ['--disable-warning=ExperimentalWarning'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // A mutant that loops is killed after 1.5 times what its tests take, and this.
    timeoutMS: 3_000,
    // TypeScript 7 exports no compiler API, with which Stryker would rewrite types and the tsconfig.
    disableTypeChecks: false,
    tsconfigFile: 'none',
    tempDirName: folder,
    ignorePatterns: ['docs', 'web', 'dist', 'cdk.out', '.data'],
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  }).runMutationTest();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
