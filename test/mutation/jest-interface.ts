import { relative } from 'node:path';
import { format } from 'node:util';
import { expect } from 'expect';
import mocha, { type Suite } from 'mocha';

type Body = (...values: readonly unknown[]) => unknown;
type Declare = (title: string, body: Body) => void;

// Stryker's runner offers Mocha's own interfaces alone, so that the default one is replaced.
Object.assign(mocha.interfaces, { bdd: jestInterface });

/** Gives the tests the global names of jest. Hooks at the top level of a file belong to that file, as in jest. */
function jestInterface(root: Suite): void {
  root.on('pre-require', (context, file) => {
    const suites = [suiteIn(root, relative(process.cwd(), file), file)];
    const current = () => suites[0] ?? root;
    const test: Declare = (title, body) => {
      const added = new mocha.Test(title, () => body());
      added.file = file;
      current().addTest(added);
    };
    const describe: Declare = (title, body) => {
      suites.unshift(suiteIn(current(), title, file));
      body();
      suites.shift();
    };
    const withEach = (declare: Declare) => Object.assign(declare, { each: eachOf(declare) });
    Object.assign(context, {
      expect,
      test: withEach(test),
      it: withEach(test),
      describe: withEach(describe),
      beforeAll: (body: Body) => current().beforeAll(() => body()),
      afterAll: (body: Body) => current().afterAll(() => body()),
      beforeEach: (body: Body) => current().beforeEach(() => body()),
      afterEach: (body: Body) => current().afterEach(() => body()),
    });
  });
}

function suiteIn(parent: Suite, title: string, file: string): Suite {
  const suite = mocha.Suite.create(parent, title);
  suite.file = file;
  return suite;
}

/** `test.each` and `describe.each` over rows; the row's number keeps titles apart, by which Stryker knows a test. */
const eachOf = (declare: Declare) => (rows: readonly unknown[]) => (title: string, body: Body) => {
  const placeholders = title.match(/%[sdifjop]/g)?.length ?? 0;
  for (const [index, row] of rows.entries()) {
    const values: readonly unknown[] = Array.isArray(row) ? row : [row];
    const filled = format(title.replaceAll('%p', '%j'), ...values.slice(0, placeholders));
    declare(`${filled} (${index + 1})`, () => body(...values));
  }
};
