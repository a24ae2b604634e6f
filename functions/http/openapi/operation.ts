import type { RouteSpec } from '../../../schemas/api/route-spec.ts';
import type { OperationId } from '../../../schemas/api/routes.ts';
import { type ProblemCode, problemTable } from '../../../schemas/errors.ts';
import { descriptions } from './descriptions.ts';
import type { OperationExamples } from './examples/operation-examples.ts';
import { operationExamples } from './examples.ts';
import { idempotencyKey, rateLimitHeaders, requestHeaders, responseHeaders, revalidatedOperations } from './headers.ts';
import { jsonSchemaOf, schemaName, schemaRef } from './json-schema.ts';
import { problemExample } from './problem-meanings.ts';
import { tagOf } from './tags.ts';

/** One operation of the document. */
export function operationOf(operationId: OperationId, spec: RouteSpec): object {
  const { summary, auth, body, method } = spec;
  const examples = operationExamples[operationId];
  const description = descriptionOf(operationId, spec);
  const security = auth === 'company' ? [{ apiKey: [] }] : [{ apiKey: [] }, { statusToken: [] }];
  const isForm = method === 'POST' && operationId === 'submitReply';
  return {
    operationId,
    summary,
    ...(description !== '' && { description }),
    tags: [tagOf(spec).name],
    security: auth === 'company' || auth === 'company_or_customer' ? security : [],
    parameters: [
      ...pathParameters(spec),
      ...queryParameters(spec),
      ...(spec.isKeyed === true ? [idempotencyKey] : []),
      ...(requestHeaders[operationId] ?? []),
    ],
    ...(body !== undefined && { requestBody: requestBody(operationId, { spec, examples }) }),
    ...(isForm && { requestBody: replyFormBody }),
    responses: { ...successResponses(operationId, { spec, examples }), ...problemResponses(spec.problems) },
  };
}

/** What to know of it, and what its key must be allowed. */
const descriptionOf = (operationId: OperationId, { scope }: RouteSpec): string =>
  [descriptions[operationId], scope === undefined ? undefined : `An API key needs the scope \`${scope}\`.`]
    .filter((sentence) => sentence !== undefined)
    .join(' ');

function requestBody(
  operationId: OperationId,
  { spec, examples }: { spec: RouteSpec; examples: OperationExamples | undefined },
): object {
  const { request, csvRequest } = examples ?? {};
  const schema = schemaRef(schemaName(operationId, 'Request'));
  const csv = { schema: { type: 'string' }, ...(csvRequest !== undefined && { examples: csvRequest }) };
  return {
    required: true,
    content: {
      'application/json': { schema, ...(request !== undefined && { examples: request }) },
      ...(spec.orCsv === true && { 'text/csv': csv }),
    },
  };
}

const replyFormBody = {
  required: true,
  content: {
    'application/x-www-form-urlencoded': {
      schema: {
        type: 'object',
        properties: { reply: { type: 'string', minLength: 1, maxLength: 8_000 } },
        required: ['reply'],
      },
    },
  },
};

const pathParameters = ({ path }: RouteSpec): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: RouteSpec): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function successResponses(
  operationId: OperationId,
  { spec, examples }: { spec: RouteSpec; examples: OperationExamples | undefined },
): Record<string, object> {
  const { status, contentType, schema, orCreated = false } = spec.success;
  const jsonSchema = schema === undefined ? { type: 'object' } : schemaRef(schemaName(operationId, 'Response'));
  const shape = contentType === 'text/html' ? { type: 'string' } : jsonSchema;
  const content = { [contentType]: { schema: shape, ...(examples !== undefined && { examples: examples.response }) } };
  return {
    [status]: {
      description: status === 303 ? 'Done; go back to the page' : 'Success',
      headers: { ...responseHeaders[operationId], ...(isLimited(spec) && rateLimitHeaders) },
      ...(status !== 303 && status !== 204 && { content }),
    },
    ...(orCreated && { 201: { description: 'Made', headers: responseHeaders[operationId] ?? {}, content } }),
    ...(revalidatedOperations.has(operationId) && { 304: { description: 'Not changed since `If-None-Match`' } }),
  };
}

const isLimited = ({ auth }: RouteSpec): boolean => auth === 'company' || auth === 'company_or_customer';

/** Codes of one status share its entry; the enumeration is the contract, the description is for people. */
function problemResponses(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Map.groupBy(codes, (code) => problemTable[code].status);
  const entries = [...byStatus].map(([status, sharing]) => [String(status), problemResponse(sharing)] as const);
  return Object.fromEntries(entries);
}

const problemResponse = (codes: readonly ProblemCode[]): object => ({
  description: codes.map((code) => `\`${code}\`: ${problemTable[code].title}`).join('; '),
  content: {
    'application/problem+json': {
      schema: { allOf: [schemaRef('Problem'), { type: 'object', properties: { code: { enum: codes } } }] },
      examples: Object.fromEntries(codes.map((code) => [code, problemExample(code)])),
    },
  },
});
