import { operationDocs } from '../../../schemas/api/docs.ts';
import { replyCharacters } from '../../../schemas/api/limits.ts';
import { ifNoneMatch, type OperationDocs } from '../../../schemas/api/operation-docs.ts';
import type { RouteSpec } from '../../../schemas/api/route-spec.ts';
import type { OperationId } from '../../../schemas/api/routes.ts';
import { type ProblemCode, problemTable } from '../../../schemas/errors.ts';
import { schemaName, schemaRef } from './json-schema.ts';
import { parametersOf, rateLimitHeaders, responseHeaders } from './parameters.ts';
import { problemExample } from './problem-meanings.ts';
import { tagOf } from './tags.ts';

/** An operation with all that there is to say of it. */
interface Documented {
  readonly operationId: OperationId;
  readonly spec: RouteSpec;
  readonly docs: OperationDocs;
}

/** One operation of the document. */
export function operationOf(operationId: OperationId, spec: RouteSpec): object {
  const { auth, body, method } = spec;
  const docs = operationDocs[operationId];
  const documented = { operationId, spec, docs };
  const description = descriptionOf(documented);
  const security = auth === 'company' ? [{ apiKey: [] }] : [{ apiKey: [] }, { statusToken: [] }];
  const isForm = method === 'POST' && operationId === 'submitReply';
  return {
    operationId,
    summary: docs.summary,
    ...(description !== '' && { description }),
    tags: [tagOf(spec).name],
    security: auth === 'company' || auth === 'company_or_customer' ? security : [],
    parameters: parametersOf(documented),
    ...(body !== undefined && { requestBody: requestBody(documented) }),
    ...(isForm && { requestBody: replyFormBody }),
    responses: { ...successResponses(documented), ...problemResponses(spec.problems) },
  };
}

/** Its description, and the scope of its key. */
const descriptionOf = ({ docs: { description }, spec: { scope } }: Documented): string =>
  [description, scope === undefined ? undefined : `An API key needs the scope \`${scope}\`.`]
    .filter((sentence) => sentence !== undefined)
    .join(' ');

function requestBody({ operationId, spec, docs }: Documented): object {
  const { request, csvRequest } = docs;
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

const replyField = {
  type: 'string',
  minLength: 1,
  maxLength: replyCharacters,
  description: 'The reply; the customer sees exactly this text.',
};

const replyFormBody = {
  required: true,
  content: {
    'application/x-www-form-urlencoded': {
      schema: {
        type: 'object',
        properties: { reply: replyField },
        required: ['reply'],
      },
    },
  },
};

function successResponses({ operationId, spec, docs }: Documented): Record<string, object> {
  const { status, contentType, schema, orCreated = false } = spec.success;
  const { response, requestHeaders = [] } = docs;
  const headers = responseHeaders(docs);
  const jsonSchema = schema === undefined ? { type: 'object' } : schemaRef(schemaName(operationId, 'Response'));
  const shape = contentType === 'text/html' ? { type: 'string' } : jsonSchema;
  const content = { [contentType]: { schema: shape, ...(response !== undefined && { examples: response }) } };
  return {
    [status]: {
      description: status === 303 ? 'Done; go back to the page' : 'Success',
      headers: { ...headers, ...(isLimited(spec) && rateLimitHeaders) },
      ...(status !== 303 && status !== 204 && { content }),
    },
    ...(orCreated && { 201: { description: 'Made', headers, content } }),
    ...(requestHeaders.includes(ifNoneMatch) && { 304: { description: 'Not changed since `If-None-Match`' } }),
  };
}

const isLimited = ({ auth }: RouteSpec): boolean => auth === 'company' || auth === 'company_or_customer';

/** Codes of one status share its entry; the enumeration is the contract, the description is for people. */
function problemResponses(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Map.groupBy(codes, (code) => problemTable[code].status);
  const entries = [...byStatus].map(([status, sharing]) => [String(status), problemResponse(sharing)] as const);
  return Object.fromEntries(entries);
}

const codeField = (codes: readonly ProblemCode[]): object => ({
  description: 'Stable name of the problem, for programs; `x-problems` explains each.',
  enum: codes,
});

const problemResponse = (codes: readonly ProblemCode[]): object => ({
  description: codes.map((code) => `\`${code}\`: ${problemTable[code].title}`).join('; '),
  content: {
    'application/problem+json': {
      schema: { allOf: [schemaRef('Problem'), { type: 'object', properties: { code: codeField(codes) } }] },
      examples: Object.fromEntries(codes.map((code) => [code, problemExample(code)])),
    },
  },
});
