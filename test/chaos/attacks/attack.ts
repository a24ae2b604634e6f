import fc from 'fast-check';
import { type HostileFile, hostileFile } from './hostile-files.ts';

/** One thing that a stranger does to the running product. */
export type Attack =
  | { readonly kind: 'file'; readonly file: HostileFile }
  /** A text layer of one character, read and analysed by the workflow. */
  | { readonly kind: 'text_layer'; readonly character: string; readonly count: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'message'; readonly text: string }
  /** Calls of every port as a page of another site, or by a foreign name of this machine, would make them. */
  | { readonly kind: 'foreign_calls'; readonly host: string; readonly origin: string | undefined }
  | { readonly kind: 'slow_connections'; readonly count: number; readonly withBody: boolean }
  | { readonly kind: 'wrong_keys'; readonly count: number }
  | { readonly kind: 'flood'; readonly count: number };

/** Attacks of one seed, in the order in which they are begun; they run at the same time. */
export function attacksOf(seed: number): readonly Attack[] {
  const [attacks = []] = fc.sample(fc.array(anyAttack, { minLength: 2, maxLength: 5 }), { seed, numRuns: 1 });
  return attacks;
}

const atoms = [
  '1',
  '0',
  ' ',
  '-',
  '.',
  '@',
  'a',
  'A ',
  '불',
  '가나',
  '\u1100\u1161',
  '\u0301',
  '\u200b',
  '<',
  '(',
  '"',
  '1-',
  '\n',
  '０',
];

const monotonous = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...atoms), fc.constantFrom('', 'x', '!', '불'), fc.integer({ min: 100, max: most }))
    .map(([atom, end, count]) => `a${atom.repeat(Math.ceil(count / atom.length)).slice(0, count)}${end}`);

const anyAttack: fc.Arbitrary<Attack> = fc.oneof(
  { weight: 4, arbitrary: hostileFile.map((file) => ({ kind: 'file' as const, file })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('text_layer'),
      character: fc.constantFrom('1', '0', ' 1', '-', '@', 'a', '('),
      count: fc.integer({ min: 1_000, max: 200_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('text'), text: monotonous(9_900) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('message'), text: monotonous(4_900) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('foreign_calls'),
      host: fc.constantFrom('evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '2130706433', '0x7f.1'),
      origin: fc.constantFrom(undefined, 'http://evil.example', 'null', 'http://localhost:1'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('slow_connections'),
      count: fc.integer({ min: 10, max: 300 }),
      withBody: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wrong_keys'), count: fc.integer({ min: 10, max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flood'), count: fc.integer({ min: 10, max: 60 }) }) },
);
