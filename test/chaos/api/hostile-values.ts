import fc from 'fast-check';

/** Stands in every hostile text, so that a reflection of it can be found. */
export const marker = 'zqxmark';

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

/** Texts that break parsers, stores and logs. The simplest come first: a failing run is narrowed towards them. */
export const hostileText: fc.Arbitrary<string> = fc.constantFrom(
  '',
  ' ',
  marker,
  `${marker}\u0000`,
  `${marker}\ud800`,
  `\udfff${marker}`,
  `${marker}\r\nset-cookie: a=b`,
  `${marker}\n{"level":"error"}`,
  `${marker}\u202e\u200b\ufeff`,
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '{{7*7}}<script>alert(1)</script>',
  `' OR 1=1 --${marker}`,
  '#SET a = :b',
  'a'.repeat(300),
  '글'.repeat(10_001),
  '0'.repeat(26),
  '-1',
  '1e999',
  'NaN',
  'null',
  'true',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
);

/** Values of a wrong kind, for a member of a body. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER + 2,
    1e308,
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
    { $ref: '#' },
    Array.from({ length: 300 }, () => 0),
  ),
);

/** Bodies that are no request of ours, as bytes. */
export const hostileBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .constantFrom(
      '',
      ' ',
      'null',
      '0',
      '"text"',
      '[]',
      '[{}]',
      '{}',
      '{',
      '{"a":1,}',
      "{'a':1}",
      '{"a":NaN}',
      '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
      '{"title":"a","title":"b","content":"c","content":"d"}',
      '{"title":1e999,"content":123456789012345678901234567890}',
      '{"title":"\\ud800","content":"\\u0000"}',
      `\ufeff{"title":"${marker}","content":"a"}`,
      nested('[', ']', 32),
      nested('[', ']', 50_000),
      nested('{"a":', '}', 50_000),
      'a=b&reply=c',
      `reply=${marker}%00%ff%zz`,
      `${' '.repeat(100_000)}{}`,
    )
    .map((text) => Buffer.from(text)),
  fc.constantFrom(
    Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
  ),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  // Above the limit of a body, and rare: each costs as much as hundreds of others.
  fc.integer({ min: 0, max: 40 }).map((dice) => (dice === 40 ? Buffer.alloc(5_000_001, 'a') : Buffer.from('{}'))),
);

/** Replaces, drops or adds one member somewhere in a value; what is no object or list is replaced whole. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value) && value.length > 0)
    return mutatedAt(value.length, (index, change) => value.with(index, change), value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hostileValue;
  const entries = Object.entries(value);
  const extra = fc
    .tuple(
      fc.oneof(fc.constantFrom('extra', '__proto__', 'constructor', 'hasOwnProperty', ''), hostileText),
      hostileValue,
    )
    .map(([name, added]) => Object.fromEntries([...entries, [name, added]]));
  if (entries.length === 0) return extra;
  const names = entries.map(([name]) => name);
  const replaced = fc
    .constantFrom(...names)
    .chain((name) =>
      mutated(Object.entries(value).find(([key]) => key === name)?.[1]).map((change) =>
        Object.fromEntries(entries.map(([key, kept]) => [key, key === name ? change : kept])),
      ),
    );
  const dropped = fc.constantFrom(...names).map((name) => Object.fromEntries(entries.filter(([key]) => key !== name)));
  return fc.oneof(replaced, dropped, extra);
}

function mutatedAt(
  length: number,
  put: (index: number, change: unknown) => unknown,
  items: readonly unknown[],
): fc.Arbitrary<unknown> {
  return fc
    .integer({ min: 0, max: length - 1 })
    .chain((index) => mutated(items[index]).map((change) => put(index, change)));
}
