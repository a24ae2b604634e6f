import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { partsWithConditions } from '../functions/conditions/conditions-in-source.ts';

/*
 * Mutation testing: `npm run mutation -- domain/quality` changes each expression of a folder or file, one at a time, and
 * runs the tests that mirror it. Prints each mutant that no test noticed, and the score. docs/testing.md keeps the scores.
 */

const sources = process.argv.slice(2);
if (sources.length === 0) throw new Error('Name what to mutate, for example: npm run mutation -- domain/quality');

/** Most are tested by the folder that mirrors their own; the engine and the conditional writes by more, or by others. */
const testsOf = (source: string): readonly string[] => {
  const mirror = `test/${source.replace(/\/[^/]*\.ts$/, '')}/**/*.test.ts`;
  if (/^functions\/(entities|transactions)/.test(source)) return ['test/functions/conditions/**/*.test.ts'];
  if (source.startsWith('local/stepfunctions/engine')) return [mirror, 'test/local/stepfunctions/*.test.ts'];
  return source.startsWith('local/stepfunctions') ? [mirror, 'test/local/stepfunctions/cases.test.ts'] : [mirror];
};

/** Of the table's writes the conditions alone: what else they write is for the tests of their callers to notice. */
const mutatedIn = (source: string): readonly string[] => {
  if (/^functions\/(entities|transactions)$/.test(source)) return partsWithConditions([source]);
  return [source.endsWith('.ts') ? source : `${source}/**/*.ts`];
};

const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
try {
  await new Stryker({
    mutate: sources.flatMap(mutatedIn),
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: {
      // Tests of the whole product import nearly every file: they would take minutes a mutant.
      // Those that take jest's own timers out of `import.meta` run in jest alone.
      spec: globSync(sources.flatMap(testsOf)).filter((file) => !readFileSync(file, 'utf8').includes('import.meta;')),
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
