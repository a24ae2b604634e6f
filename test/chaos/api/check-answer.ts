import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type ProblemCode, problemTable } from '../../../schemas/errors.ts';
import { marker } from './hostile-values.ts';
import { type ApiDocument, type ApiOperation, operationsOf } from './operation.ts';
import type { WireAnswer } from './request.ts';

/** What is wrong with an answer, in one line; undefined when it is one that the API may give. */
export type CheckAnswer = (operation: ApiOperation, answer: WireAnswer) => string | undefined;

/** What the gateway itself may say of any request. */
const gatewayStatuses: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 413, 415, 429]);

const requiredHeaders = ['x-content-type-options', 'strict-transport-security', 'cache-control'] as const;

/** Words of the inside: stacks, files, parts that no caller has business with. */
const internal =
  /\n\s+at |node_modules|\.ts:\d|ElectroError|ElectroDB|dynoxide|SQLITE|arn:aws|TypeError|RangeError|ECONN/;

const isCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problemTable;

export function answerCheck(document: ApiDocument): CheckAnswer {
  const validators = responseValidators(document);
  return (operation, answer) =>
    statusFault(operation, answer) ??
    headerFault(answer) ??
    bodyFault(answer, validators.get(`${operation.operationId} ${answer.status}`));
}

function statusFault(operation: ApiOperation, { status, headers }: WireAnswer): string | undefined {
  if (status === 503) return headers.has('retry-after') ? undefined : '503 without Retry-After';
  if (status >= 500) return `status ${status}`;
  if (String(status) in operation.responses || gatewayStatuses.has(status)) return undefined;
  return `status ${status} is not declared`;
}

function headerFault({ status, headers }: WireAnswer): string | undefined {
  const missing = requiredHeaders.find((name) => !headers.has(name));
  if (missing !== undefined) return `no header ${missing} with ${status}`;
  for (const [name, values] of headers) {
    // A Location names what was made, by an id that the caller may have chosen from a few harmless characters.
    if (name !== 'location' && values.some((value) => value.includes(marker)))
      return `the header ${name} reflects input`;
  }
  return headers.has('set-cookie') ? 'a set-cookie header' : undefined;
}

function bodyFault({ status, headers, body }: WireAnswer, validate: ValidateFunction | undefined): string | undefined {
  const type = headers.get('content-type')?.[0] ?? '';
  const isText = type.startsWith('text/html');
  const found = isText ? null : internal.exec(body);
  if (found !== null) return `the body speaks of ${JSON.stringify(found[0])}`;
  if (status === 304 || status === 303 || status === 204) return body === '' ? undefined : `a body with ${status}`;
  if (isText) return undefined;
  const value = parsed(body);
  if (value === undefined) return `the body with ${status} is no JSON: ${type}`;
  if (status >= 400) return problemFault(status, type, value);
  if (validate === undefined || validate(value) === true) return undefined;
  const [error] = validate.errors ?? [];
  return `the body with ${status} breaks its schema: ${error?.instancePath} ${error?.message}`;
}

function problemFault(status: number, type: string, value: unknown): string | undefined {
  if (type !== 'application/problem+json') return `an error of type ${type}`;
  if (typeof value !== 'object' || value === null || !('code' in value) || !('status' in value))
    return `the body with ${status} is no problem`;
  if (!isCode(value.code)) return `the code ${String(value.code)} is not in the table`;
  if (value.status !== status || problemTable[value.code].status !== status)
    return `the code ${value.code} comes with ${status}`;
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By `operationId status`, for the JSON answers of success. */
function responseValidators(document: ApiDocument): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: document.components });
  const entries = operationsOf(document).flatMap(({ operationId, responses }) =>
    Object.entries(responses).flatMap(([status, { content }]) => {
      const schema = content?.['application/json']?.schema;
      if (schema === undefined) return [];
      const absolute: object = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
      return [[`${operationId} ${status}`, ajv.compile(absolute)] as const];
    }),
  );
  return new Map(entries);
}
