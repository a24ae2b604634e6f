import { globSync, readFileSync } from 'node:fs';

const doc = readFileSync('docs/contributing.md', 'utf8');

/** The files of a recipe's table, as docs/contributing.md has them. */
const filesOf = (heading: string): readonly string[] => {
  const section = doc.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, file = '']) => file).sort();
};

const mentioning = (words: RegExp, sources: string): readonly string[] =>
  globSync(sources)
    .filter((file) => words.test(readFileSync(file, 'utf8')) || words.test(file))
    .sort();

/** The words by which a file has part in the recipe's example, and how many files there may be. */
test.each([
  ['Add a route', /\bgetUsage\b/, '{schemas,domain,functions,infra,local,client}/**/*.ts', 4],
  [
    'Add a state',
    /\bScorePriority(Input|Output)?\b|'score-priority': /,
    '{schemas,statemachines,functions,infra,local}/**/*.ts',
    6,
  ],
  ['Add an AWS service', /'sns'|^ +sns[,:]|const sns\b/m, 'local/{aws,runtime}/**/*.ts', 2],
  ['Add an item', /\bentity: 'upload'|\bUpload\(\)/, '{functions,local,infra}/**/*.ts', 1],
])('%s: the documented files are those that the example is in', (heading, words, sources, most) => {
  const documented = filesOf(heading);

  expect(mentioning(words, sources)).toEqual(documented);
  expect(documented.length).toBeGreaterThan(0);
  expect(documented.length).toBeLessThanOrEqual(most);
});
