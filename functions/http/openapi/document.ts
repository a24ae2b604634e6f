import { Problem } from '../../../schemas/api/problem.ts';
import type { RouteSpec } from '../../../schemas/api/route-spec.ts';
import { type OperationId, routes } from '../../../schemas/api/routes.ts';
import { jsonSchemaOf, schemaName } from './json-schema.ts';
import { operationOf } from './operation.ts';
import { problemCatalogue } from './problem-meanings.ts';
import { tagsOf } from './tags.ts';

/** The API as an OpenAPI 3.1 document, from `routes` alone; `serverUrl` is its address. */
export function openApiDocument(serverUrl: string): object {
  const specs: [string, RouteSpec][] = Object.entries(routes);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Inquiries',
      version: '1',
      description:
        'Post a customer’s inquiry, poll until it is answered, or let a person take over. Errors are problem details (RFC 9457) with a stable `code`.',
    },
    servers: [{ url: serverUrl }],
    tags: tagsOf(specs.map(([, spec]) => spec)),
    paths: pathsOf(specs),
    'x-problems': problemCatalogue,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A company’s API key' },
        statusToken: { type: 'http', scheme: 'bearer', description: 'The status token of one inquiry' },
      },
      schemas: { Problem: jsonSchemaOf(Problem, 'output'), ...namedSchemas(specs) },
    },
  };
}

function pathsOf(specs: readonly [string, RouteSpec][]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, spec] of specs) {
    const item = paths[spec.path] ?? {};
    if (isOperation(operationId)) item[spec.method.toLowerCase()] = operationOf(operationId, spec);
    paths[spec.path] = item;
  }
  return paths;
}

const isOperation = (name: string): name is OperationId => name in routes;

function namedSchemas(specs: readonly [string, RouteSpec][]): Record<string, object> {
  const named = specs.flatMap(([operationId, { body, success }]): (readonly [string, object])[] => [
    ...(body === undefined ? [] : [[schemaName(operationId, 'Request'), jsonSchemaOf(body, 'input')] as const]),
    ...(success.schema === undefined
      ? []
      : [[schemaName(operationId, 'Response'), jsonSchemaOf(success.schema, 'output')] as const]),
  ]);
  return Object.fromEntries(named);
}
