import { readCsv } from '../../../../domain/knowledge/read-csv.ts';
import { openApiDocument } from '../../../../functions/http/openapi/document.ts';
import { problemCatalogue } from '../../../../functions/http/openapi/problem-meanings.ts';
import { operationDocs } from '../../../../schemas/api/docs.ts';
import type { OperationDocs } from '../../../../schemas/api/operation-docs.ts';
import type { RouteSpec } from '../../../../schemas/api/route-spec.ts';
import { routes } from '../../../../schemas/api/routes.ts';
import { problemTable } from '../../../../schemas/errors.ts';

const specs: [string, RouteSpec][] = Object.entries(routes);

const docsOf = new Map<string, OperationDocs>(Object.entries(operationDocs));

const withShape = specs.filter(([, { body, success }]) => body !== undefined || success.schema !== undefined);

test.each(withShape)('%s shows an example of what it takes and of what it gives', (name, { body, success }) => {
  const { request = {}, response = {} } = docsOf.get(name) ?? {};

  expect(Object.keys(request).length > 0).toBe(body !== undefined);
  expect(Object.keys(response).length > 0).toBe(success.schema !== undefined);
});

const examples = withShape.flatMap(([name, { body, success }]) => [
  ...Object.entries(docsOf.get(name)?.request ?? {}).map(
    ([key, { value }]) => [`request ${key} of ${name}`, { schema: body, value }] as const,
  ),
  ...Object.entries(docsOf.get(name)?.response ?? {}).map(
    ([key, { value }]) => [`response ${key} of ${name}`, { schema: success.schema, value }] as const,
  ),
]);

test.each(examples)('the %s is as its schema says, with no field beyond it', (_, { schema, value }) => {
  expect(schema?.safeParse(value)).toEqual({ success: true, data: value });
});

test('a table is shown where one is taken, and is one', () => {
  const document = JSON.stringify(openApiDocument('https://api.example.com'));
  const taking = specs.filter(([, { orCsv }]) => orCsv === true).map(([name]) => name);
  const shown = Object.entries(operationDocs).flatMap(([name, examples]) =>
    Object.values(examples?.csvRequest ?? {}).map(({ value }) => ({ name, table: readCsv(value) })),
  );

  expect(document.match(/"text\/csv"/g)).toHaveLength(taking.length);
  expect(new Set(shown.map(({ name }) => name))).toEqual(new Set(taking));
  for (const { table } of shown) expect(table).toMatchObject({ kind: 'rows', rows: [{ kind: 'fields' }] });
});

test('examples speak Korean and English', () => {
  const text = JSON.stringify(operationDocs);

  expect(text).toMatch(/[가-힣]{2,}/);
  expect(text).toContain('How long does shipping take');
});

test('every problem code is in the catalogue with its status and a meaning of its own', () => {
  expect(problemCatalogue.map(({ code, status, title }) => [code, { status, title }])).toEqual(
    Object.entries(problemTable),
  );
  expect(new Set(problemCatalogue.map(({ meaning }) => meaning)).size).toBe(problemCatalogue.length);
  expect(openApiDocument('https://api.example.com')).toMatchObject({ 'x-problems': problemCatalogue });
});
