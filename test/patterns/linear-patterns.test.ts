import { analyse } from 'scslre';
import { findPatterns, type Pattern } from './find-patterns.ts';
import { growthOf, shown, superlinearOf } from './pattern-growth.ts';

/**
 * A stranger chooses the text: whatever it is, a pattern may take no longer over it than its length times a constant.
 */
const { found, unknown } = await findPatterns(['schemas', 'domain', 'functions', 'local', 'client', 'web']);

test('every pattern is known when its module is loaded: none is built of data', () => {
  expect(found.length).toBeGreaterThan(300);
  expect(unknown).toEqual([]);
});

test('no pattern reads a text again and again by its structure', () => {
  const superlinear = found.filter(({ source, flags }) => reportsOf({ source, flags }).length > 0);

  expect(superlinear.map(shown)).toEqual([]);
});

// The others: `linear-patterns.full.test.ts`.
test('one in eight patterns takes no more than linear time over a hostile text', () => {
  expect(superlinearOf(found.filter((_, index) => index % 8 === 0))).toEqual([]);
}, 120_000);

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

/** The analysis knows nothing of indices, and they change nothing. */
const reportsOf = ({ source, flags }: Pick<Pattern, 'source' | 'flags'>) =>
  analyse({ source, flags: flags.replace('d', '') }, { maxReports: 1 }).reports;
