import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const documents = globSync(['README*.md', 'docs/**/*.md', 'statemachines/*.md']);
const textOf = (file: string): string => readFileSync(file, 'utf8');
const operations = textOf('docs/operations.md');

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function brokenLinks(file: string): readonly string[] {
  const links = [...textOf(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  return links.flatMap(([link, path = '', anchor]) => {
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(target)) return [link];
    if (anchor === undefined) return [];
    const anchors = [...textOf(target).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    return anchors.includes(anchor) ? [] : [link];
  });
}

test.each(documents)('%s: every link leads to a file and a heading', (file) => {
  expect(brokenLinks(file)).toEqual([]);
});

test.each(documents)('%s: every source file that is named exists', (file) => {
  const paths = textOf(file).matchAll(
    /`((?:schemas|statemachines|domain|functions|client|infra|web|local|test|bench)\/[\w./-]*)`/g,
  );

  expect([...paths].map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
});

test('operations names every command of package.json, and no other', () => {
  const { scripts } = JSON.parse(textOf('package.json'));
  const named = [...operations.matchAll(/`npm (?:run )?(?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);

  expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort());
});

test('operations names every variable of npm start, and no other', () => {
  const [, options = ''] =
    /const Environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(textOf('local/runtime/options.ts')) ?? [];
  const variables = [...options.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  const rows = [...operations.matchAll(/^\| (`[A-Z_`, ]+) \|/gm)].flatMap(
    ([, names = '']) => names.match(/[A-Z_]+/g) ?? [],
  );

  expect(rows.sort()).toEqual(variables.sort());
});

test.each(['README.md', 'README.ko.md'])('%s: a front page, with a picture below 150 KB', (file) => {
  const [, picture = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(textOf(file)) ?? [];

  expect(textOf(file).split('\n').length).toBeLessThanOrEqual(120);
  expect(readFileSync(picture).length).toBeLessThan(150_000);
});

test('the index of decisions lists each note once', () => {
  const index = textOf('docs/decisions/README.md');
  const listed = [...index.matchAll(/^\| \[\d+\]\(([^)]+)\)/gm)].map(([, file = '']) => file);

  expect(listed).toEqual(globSync('[0-9]*.md', { cwd: 'docs/decisions' }).sort());
});
