import * as z from 'zod/mini';
import { handler } from '../../../../functions/http/public.ts';
import type { RouteSpec } from '../../../../schemas/api/route-spec.ts';
import { routes } from '../../../../schemas/api/routes.ts';
import { problemTable } from '../../../../schemas/errors.ts';
import { setFunctionEnvironment } from '../../../support/function-environment.ts';
import { call, jsonOf } from '../../../support/http-event.ts';

setFunctionEnvironment();

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z.optional(z.object({ content: z.record(z.string(), z.unknown()) })),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const Document = z.object({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), z.unknown()),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});

const read = async () => {
  const answer = await call(handler, { path: '/openapi.json' });
  return { answer, document: Document.parse(jsonOf(answer)) };
};

const specs: [string, RouteSpec][] = Object.entries(routes);

test('the document is OpenAPI 3.1 and names where it is served', async () => {
  const { answer, document } = await read();

  expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
  expect(document.openapi).toBe('3.1.0');
  expect(document.servers).toEqual([{ url: 'https://api.example.com' }]);
});

test('there is one operation for each route, and no other', async () => {
  const { document } = await read();

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
  );

  expect(operations.sort()).toEqual(
    specs.map(([operationId, { method, path }]) => `${operationId} ${method.toLowerCase()} ${path}`).sort(),
  );
});

test.each(specs)('%s tells its success, all its problems, its parameters and who may call it', async (_, spec) => {
  const { document } = await read();
  const operation = document.paths[spec.path]?.[spec.method.toLowerCase()];

  const statuses = new Set(
    [
      spec.success.status,
      ...(spec.success.orCreated === true ? [201] : []),
      ...spec.problems.map((code) => problemTable[code].status),
    ].map(String),
  );
  expect(new Set(Object.keys(operation?.responses ?? {}).filter((status) => status !== '304'))).toEqual(statuses);
  for (const code of spec.problems) {
    expect(operation?.responses[String(problemTable[code].status)]?.description).toContain(`\`${code}\``);
  }
  const named = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  expect(operation?.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named);
  const schemes = { company: ['apiKey'], company_or_customer: ['apiKey', 'statusToken'], link: [], none: [] };
  expect(operation?.security.flatMap(Object.keys)).toEqual(schemes[spec.auth]);
  expect(operation?.requestBody === undefined).toBe(
    spec.body === undefined && operation?.operationId !== 'submitReply',
  );
});

test('every reference leads to a schema, and every schema is referred to', async () => {
  const { answer, document } = await read();

  const references = new Set(
    [...answer.body.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  );

  expect([...references].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(answer.body.match(/"\$ref":"(?!#\/components\/schemas\/)/g)).toBeNull();
});

test('the request of a submission shows its limits', async () => {
  const { document } = await read();

  expect(document.components.schemas.SubmitInquiryRequest).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['title', 'content'],
    properties: { title: { type: 'string', maxLength: 200 }, attachments: { type: 'array', maxItems: 5 } },
  });
});

test('the list takes its query parameters', async () => {
  const { document } = await read();

  const parameters = document.paths['/v1/inquiries']?.get?.parameters;
  expect(parameters?.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
    'query status',
    'query urgency',
    'query category',
    'query externalId',
    'query createdAfter',
    'query createdBefore',
    'query limit',
    'query cursor',
  ]);
});
