import * as z from 'zod/mini';
import { openApiDocument } from '../../../../functions/http/openapi/document.ts';

/** The parts of OpenAPI 3.1 that the document uses; a field that 3.1 does not know is refused. */
const Content = z.record(
  z.string().check(z.regex(/^[a-z]+\/[a-z0-9.+-]+$/)),
  z.strictObject({
    schema: z.record(z.string(), z.unknown()),
    examples: z.optional(z.record(z.string(), z.strictObject({ summary: z.string(), value: z.unknown() }))),
  }),
);
const Schema = z.record(z.string(), z.unknown());
const Header = z.strictObject({ description: z.string(), schema: Schema });
const Parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.optional(z.string()),
  schema: Schema,
});
const Operation = z.strictObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.optional(z.string()),
  tags: z.array(z.string()).check(z.length(1)),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(Parameter),
  requestBody: z.optional(z.strictObject({ required: z.literal(true), content: Content })),
  responses: z.record(
    z.string().check(z.regex(/^[2-5]\d\d$/)),
    z.strictObject({
      description: z.string().check(z.minLength(1)),
      headers: z.optional(z.record(z.string(), Header)),
      content: z.optional(Content),
    }),
  ),
});
const Document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.url() })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  paths: z.record(
    z.string().check(z.regex(/^\//)),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation),
  ),
  'x-problems': z.array(z.unknown()),
  components: z.strictObject({
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: z.string() }),
    ),
    schemas: z.record(z.string().check(z.regex(/^[\w.-]+$/)), Schema),
  }),
});

const document = Document.parse(JSON.parse(JSON.stringify(openApiDocument('https://api.example.com'))));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.values(item).flatMap((operation) => (operation === undefined ? [] : [{ path, operation }])),
);

test('operation ids, and the parameters of an operation, are named once', () => {
  const ids = operations.map(({ operation }) => operation.operationId);

  expect(new Set(ids).size).toBe(ids.length);
  for (const { operation } of operations) {
    const names = operation.parameters.map(({ name, in: place }) => `${place} ${name.toLowerCase()}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('parameters of a path are those of its template, and required', () => {
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter(({ in: place }) => place === 'path');
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.every(({ required }) => required)).toBe(true);
  }
});

test('tags and security schemes are declared, and every declared one is used', () => {
  const tags = operations.flatMap(({ operation }) => operation.tags);
  const schemes = operations.flatMap(({ operation }) => operation.security.flatMap(Object.keys));

  expect(new Set(tags)).toEqual(new Set(document.tags.map(({ name }) => name)));
  expect(new Set(schemes)).toEqual(new Set(Object.keys(document.components.securitySchemes)));
});

test('only what a schema allows to be required is required, and types are those of JSON Schema', () => {
  const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
  const Shape = z.object({
    type: z.optional(z.string()),
    required: z.optional(z.array(z.string())),
    properties: z.optional(z.record(z.string(), z.unknown())),
  });
  const schemas = Object.values(document.components.schemas).map((schema) => Shape.parse(schema));

  for (const { type, required = [], properties = {} } of schemas) {
    expect(types).toContain(type ?? 'object');
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
  }
});
