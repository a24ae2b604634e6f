import { analyse } from 'scslre';
import { findPatterns, type Pattern } from './find-patterns.ts';
import { superlinearGrowth } from './growth.ts';
import { grow, shapesFor } from './hostile-inputs.ts';

/** A stranger chooses the text: whatever it is, a pattern may take no longer over it than its length times a constant. */
const { found, unknown } = await findPatterns(['schemas', 'domain', 'functions', 'local', 'client', 'web']);

test('every pattern is known when its module is loaded: none is built of data', () => {
  expect(found.length).toBeGreaterThan(300);
  expect(unknown).toEqual([]);
});

test('no pattern reads a text again and again by its structure', () => {
  const superlinear = found.filter(({ source, flags }) => reportsOf({ source, flags }).length > 0);

  expect(superlinear.map(shown)).toEqual([]);
});

test('no pattern takes more than linear time over a hostile text', () => {
  const superlinear = found.flatMap((pattern) => {
    const growth = growthOf(pattern);
    return growth === undefined ? [] : [`${shown(pattern)} ${growth}`];
  });

  expect(superlinear).toEqual([]);
}, 300_000);

test.each([
  ['digits, tried from each of them', /\d+(?:nd|rd|th)/g],
  ['blanks at the end of a line', /[ \t]+$/],
  ['two repeats of one character', /^\/Filter\s*\[?\s*\/Fl/],
  ['letters before a sign', /[\w.]+@/],
  ['a repeat within a repeat', /^(?:\w+\s?)*$/],
  ['an element that does not end', /<tag>.*?<\/tag>/],
])('notices %s', (_, { source, flags }) => {
  expect(growthOf({ at: 'here', source, flags })).toMatch(/characters take \d+ ms/);
});

const shown = ({ at, source, flags }: Pattern): string => `${at} /${source.slice(0, 200)}/${flags}`;

/** The analysis knows nothing of indices, and they change nothing. */
const reportsOf = ({ source, flags }: Pick<Pattern, 'source' | 'flags'>) =>
  analyse({ source, flags: flags.replace('d', '') }, { maxReports: 1 }).reports;

function growthOf({ source, flags }: Pattern): string | undefined {
  for (const shape of shapesFor(source, flags)) {
    const growth = superlinearGrowth((length) => {
      const text = grow(shape, length);
      // Each match in turn, as replacing and splitting need them, and the first alone, which has a cost of its own.
      const each = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
      const first = new RegExp(source, flags);
      return () => text.match(each)?.length ?? text.search(first);
    });
    if (growth !== undefined) return `${JSON.stringify(shape).slice(0, 120)}: ${growth}`;
  }
  return undefined;
}
