import { findPatterns } from './find-patterns.ts';
import { superlinearOf } from './pattern-growth.ts';

const { found } = await findPatterns(['schemas', 'domain', 'functions', 'local', 'client', 'web']);

test('no pattern takes more than linear time over a hostile text', () => {
  expect(found.length).toBeGreaterThan(300);
  expect(superlinearOf(found)).toEqual([]);
}, 600_000);
