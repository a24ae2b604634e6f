import { circularImports, importsOf } from './support/imports.ts';

/** Each tree with those that it may import from. */
const mayImport = {
  schemas: [],
  client: ['schemas'],
  statemachines: ['schemas'],
  domain: ['statemachines', 'schemas'],
  functions: ['domain', 'statemachines', 'schemas'],
  local: ['functions', 'domain', 'statemachines', 'schemas', 'client'],
} as const;

const trees = ['schemas', 'client', 'statemachines', 'domain', 'functions', 'local'] as const;
const treeOf = (path: string): string => path.split('/')[0] ?? '';
const lines = (imports: ReturnType<typeof importsOf>) => imports.map(({ from, to }) => `${from} → ${to}`).sort();

describe.each(trees)('%s/', (tree) => {
  const imports = importsOf(tree);
  const inside = imports.filter(({ to }) => treeOf(to) === tree);

  test('no folder is imported by what it imports', () => {
    expect(lines(circularImports(inside))).toEqual([]);
  });

  test('imports run one way', () => {
    const allowed: readonly string[] = [tree, ...mayImport[tree]];
    expect(inside.length).toBeGreaterThan(0);
    expect(lines(imports.filter(({ to }) => !allowed.includes(treeOf(to))))).toEqual([]);
  });
});

test('a circle of three folders is found with each of its imports, and what only leads to it is not', () => {
  const circle = [
    { from: 'f/a/x.ts', to: 'f/b/x.ts' },
    { from: 'f/b/y.ts', to: 'f/c.ts' },
    { from: 'f/c.ts', to: 'f/a/z.ts' },
  ];
  const others = [
    { from: 'f/d/x.ts', to: 'f/a/x.ts' },
    { from: 'f/a/x.ts', to: 'f/e.ts' },
    { from: 'f/a/x.ts', to: 'f/a/z.ts' },
  ];

  expect(circularImports([...circle, ...others])).toEqual(circle);
});
