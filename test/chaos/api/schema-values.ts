import fc from 'fast-check';
import type { JsonSchema } from './operation.ts';

/** Deeper than any schema of ours; recursion of a schema that names itself ends here. */
const deepest = 8;
/** Lists are short: one request in a run of thousands is not to make a hundred inquiries. */
const mostItems = 3;

/** Formats, whose patterns mostly look ahead and so cannot be generated from. */
const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: fc.emailAddress().filter((address) => address.length <= 100),
  'date-time': fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  date: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  uri: fc.constantFrom('https://example.com/hook', 'https://example.com:8443/a?b=c', 'https://127.0.0.1/x'),
  uuid: fc.uuid(),
};

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Values that a schema allows, as far as it says; `schemas` are those of the document's components. */
export function valuesOf(schema: unknown, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  if (typeof schema !== 'object' || schema === null || depth > deepest) return fc.constant(null);
  const { $ref, enum: options, const: constant, anyOf, oneOf, allOf, type } = membersOf(schema);
  const within = (inner: unknown) => valuesOf(inner, schemas, depth + 1);
  if (typeof $ref === 'string') return within(schemas[$ref.replace('#/components/schemas/', '')]);
  if (Array.isArray(options)) return fc.constantFrom(...options);
  if (constant !== undefined) return fc.constant(constant);
  const alternatives = anyOf ?? oneOf;
  if (Array.isArray(alternatives)) return fc.oneof(...alternatives.map(within));
  if (Array.isArray(allOf)) return fc.tuple(...allOf.map(within)).map((parts) => Object.assign({}, ...parts));
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return stringsOf(membersOf(schema));
    case 'integer':
      return fc.integer(boundsOf(membersOf(schema)));
    case 'number':
      return fc.double({ ...boundsOf(membersOf(schema)), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arraysOf(membersOf(schema), within);
    case 'object':
      return objectsOf(membersOf(schema), within);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

export const membersOf = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value));

const numberOr = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

const boundsOf = ({ minimum, maximum }: Readonly<Record<string, unknown>>) => ({
  min: Math.max(numberOr(minimum, -1_000), -1_000_000),
  max: Math.min(numberOr(maximum, 1_000_000), 1_000_000),
});

function stringsOf({ format, pattern, minLength, maxLength }: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  const known = typeof format === 'string' ? formats[format] : undefined;
  if (known !== undefined) return known;
  const most = numberOr(maxLength, 200);
  if (typeof pattern === 'string') return matching(pattern, most);
  const least = numberOr(minLength, 0);
  const short = fc.string({
    unit: 'grapheme',
    minLength: Math.max(1, least),
    maxLength: Math.min(Math.max(least, 40), most),
  });
  const clipped = short.map((text) => text.slice(0, most));
  return fc.oneof({ weight: 9, arbitrary: clipped }, { weight: 1, arbitrary: fc.constant('가'.repeat(most)) });
}

function matching(pattern: string, mostCharacters: number): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(mostCharacters, 80) });
  } catch {
    // What the library cannot generate from, such as a look-ahead, is left to chance.
    return fc.string({ maxLength: Math.min(mostCharacters, 80) });
  }
}

function arraysOf(
  { items, minItems, maxItems }: Readonly<Record<string, unknown>>,
  within: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const minLength = numberOr(minItems, 0);
  return fc.array(within(items ?? {}), {
    minLength,
    maxLength: Math.max(minLength, Math.min(numberOr(maxItems, mostItems), mostItems)),
  });
}

function objectsOf(
  { properties, required, additionalProperties }: Readonly<Record<string, unknown>>,
  within: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const known = typeof properties === 'object' && properties !== null ? membersOf(properties) : {};
  const requiredKeys = Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [];
  const fixed = fc.record(Object.fromEntries(Object.entries(known).map(([name, inner]) => [name, within(inner)])), {
    requiredKeys,
  });
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return fixed;
  const free = fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), within(additionalProperties), { maxKeys: 3 });
  return fc.tuple(free, fixed).map(([more, own]) => ({ ...more, ...own }));
}
