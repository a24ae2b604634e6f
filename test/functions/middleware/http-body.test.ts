import fc from 'fast-check';
import { exceedsDepth } from '../../../functions/middleware/http-body.ts';

const depthOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
};

test('it agrees with the depth of every value, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 6 }), (value, deepest) => {
      expect(exceedsDepth(JSON.stringify(value), deepest)).toBe(depthOf(value) > deepest);
    }),
  );
});

test.each(['"[[[["', '"\\"[[[["', '"\\\\"', '["\\\\\\"[[["]', '"[[[['])(
  'brackets within the string %s do not count',
  (text) => {
    expect(exceedsDepth(text, 1)).toBe(false);
  },
);
