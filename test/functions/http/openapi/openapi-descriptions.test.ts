import * as z from 'zod/mini';
import { openApiDocument } from '../../../../functions/http/openapi/document.ts';
import { jsonSchemaOf } from '../../../../functions/http/openapi/json-schema.ts';
import { schemaFields } from '../../../../schemas/api/docs.ts';
import { fieldsByName, fieldsOf } from '../../../../schemas/api/field-docs.ts';
import type { AreaDocs } from '../../../../schemas/api/operation-docs.ts';
import { DataRequestView } from '../../../../schemas/api/privacy.ts';
import type { usageRoutes } from '../../../../schemas/api/usage.ts';

const document: unknown = JSON.parse(JSON.stringify(openApiDocument('https://api.example.com')));

/** Every property of every schema in the document, and every parameter, with its place and its description. */
function describedIn(node: unknown, place: string): readonly { place: string; description: unknown }[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const below = describedIn(value, `${place}/${key}`);
    if (key === 'examples' || key === 'x-problems') return [];
    if (key === 'properties') return [...below, ...described(value, `${place}/${key}`)];
    return key === 'parameters' ? [...below, ...described(value, `${place}/${key}`)] : below;
  });
}

const described = (value: object, place: string) =>
  Object.entries(value).map(([name, property]) => ({ place: `${place}/${name}`, description: property?.description }));

const properties = describedIn(document, '');

test('every property and parameter has a description', () => {
  expect(properties.length).toBeGreaterThan(1_200);
  expect(properties.filter(({ description }) => typeof description !== 'string')).toEqual([]);
});

test('a description is a sentence that says more than its name', () => {
  const texts = properties.map(
    ({ place, description }) => [place.split('/').at(-1) ?? '', String(description)] as const,
  );
  const isEmptyPhrase = ([name, text]: readonly [string, string]) =>
    /^(The|A|An|Its)? ?[\w-]+\.?$/i.test(text) || bare(text) === bare(`the ${name}`) || text.length < 12;

  expect(texts.filter(isEmptyPhrase)).toEqual([]);
  expect(texts.filter(([, text]) => text.length > 160 || /\s{2}|undefined|TODO/.test(text))).toEqual([]);
  const schemaTexts = [...schemaFields.values()].flatMap((fields) => Object.values(fields));
  expect(schemaTexts.filter((text) => !text.endsWith('.'))).toEqual([]);
});

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

test('properties that share a schema have a description each, and other schemas have none of it', () => {
  const View = z.object({ properties: z.record(z.string(), z.object({ description: z.optional(z.string()) })) });

  const { createdAt, finishedAt } = View.parse(jsonSchemaOf(DataRequestView, 'output')).properties;
  const other = View.parse(jsonSchemaOf(z.object({ at: DataRequestView.shape.createdAt }), 'output'));

  expect(createdAt).toEqual({ description: 'When the request was made.' });
  expect(finishedAt).toEqual({ description: 'When it was done; absent before that.' });
  expect(other.properties).toEqual({ at: {} });
});

test('a misspelt or missing property or operation does not compile', () => {
  const schema = z.object({ name: z.string() });
  const docs = { summary: 'Read what was used', response: {} };

  // @ts-expect-error: `nam` is no property, and `name` is missing
  const property = fieldsOf(schema, { nam: 'A name.' });
  // @ts-expect-error: `getUsag` is no operation, and `getUsage` is missing
  const operation: AreaDocs<typeof usageRoutes> = { getUsag: docs };
  // @ts-expect-error: an operation that answers shows an example
  const example: AreaDocs<typeof usageRoutes> = { getUsage: { summary: docs.summary } };

  expect([property, operation, example]).toHaveLength(3);
});

test('descriptions of a schema known at run time name its properties and no others', () => {
  const schema = z.object({ name: z.string() });

  expect(() => fieldsByName(schema, { nam: 'A name.' })).toThrow('name is in the schema or among the descriptions');
  expect(() => fieldsByName(schema, { name: 'A name.', age: 'An age.' })).toThrow('age is in the schema');
  expect(() => fieldsByName(z.string(), {})).toThrow('Only an object has properties to describe');
});
