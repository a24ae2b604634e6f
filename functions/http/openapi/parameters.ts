import { pathFields } from '../../../schemas/api/docs.ts';
import type { OperationDocs } from '../../../schemas/api/operation-docs.ts';
import type { RouteSpec } from '../../../schemas/api/route-spec.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** What a request says outside its body: in the path, the query and headers. */
export const parametersOf = ({ spec, docs }: { spec: RouteSpec; docs: OperationDocs }): readonly object[] => [
  ...pathParameters(spec),
  ...queryParameters(spec),
  ...(spec.isKeyed === true ? [idempotencyKey] : []),
  ...(docs.requestHeaders ?? []).map(({ name, isRequired, description }) => ({
    name,
    in: 'header',
    required: isRequired,
    description,
    schema: { type: 'string' },
  })),
];

const pathParameters = ({ path }: RouteSpec): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    ...describedBy(pathDescriptions.get(name)),
    schema: { type: 'string' },
  }));

const describedBy = (description: unknown): { description?: string } =>
  typeof description === 'string' ? { description } : {};

const pathDescriptions: ReadonlyMap<string, string> = new Map(Object.entries(pathFields));

function queryParameters({ query }: RouteSpec): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === 'boolean' ? {} : property;
    return { name, in: 'query', required: required.includes(name), ...describedBy(description), schema };
  });
}

/** For the operations that `schemas/` calls keyed. */
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Names this request for a day: a repeat with the same body makes nothing new and is answered with the first one’s result',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const header = (description: string): object => ({ description, schema: { type: 'string' } });

/** Headers of a successful answer that mean more than HTTP says of them. */
export const responseHeaders = ({ responseHeaders: texts = {} }: OperationDocs): Readonly<Record<string, object>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, header(text)]));

/** On every answer to a company’s key. */
export const rateLimitHeaders: Readonly<Record<string, object>> = {
  'RateLimit-Policy': header('The plan’s limits: quota `q` in a window of `w` seconds, by name'),
  RateLimit: header('What is left of them: `r` now, whole again in `t` seconds. Submissions tell `"inquiries"` too'),
};
