import { globSync, readFileSync } from 'node:fs';

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!word |---)/.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

/** Folder and name of the right column. */
const placeOf = (cell: string): { folder: string; name: string } => {
  const [, folder = '', name = ''] = /^`([^`]+)` `([^`]+)`$/.exec(cell) ?? [];
  return { folder, name };
};

const missing = ({ folder, name }: { folder: string; name: string }): boolean =>
  !globSync(`${folder}/**/*.ts`).some((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(file, 'utf8')));

test('each word of the glossary has Korean, a sentence, and a name that the code has', () => {
  const faults = rows.filter(
    ([, korean = '', meaning = '', place = '']) =>
      !/[가-힣]/.test(korean) || !meaning.endsWith('.') || missing(placeOf(place)),
  );

  expect(rows.length).toBeGreaterThan(40);
  expect(faults).toEqual([]);
});

test('no word stands twice', () => {
  const words = rows.map(([word]) => word);

  expect(words).toEqual([...new Set(words)]);
});
