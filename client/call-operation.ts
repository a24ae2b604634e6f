import { Problem } from '../schemas/api/problem.ts';
import type { RouteSpec } from '../schemas/api/route-spec.ts';
import { type OperationId, routes } from '../schemas/api/routes.ts';
import { ApiProblem, UnexpectedAnswer } from './errors.ts';
import type { KnownAnswers } from './known-answers.ts';
import type { CallOptions } from './operation-types.ts';
import { type Incoming, send, type Transport } from './transport.ts';

export interface Connection extends Transport {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** API key or status token. */
  readonly bearer: string;
  readonly timeoutMs: number;
  readonly known: KnownAnswers;
}

interface Call extends CallOptions {
  readonly operation: OperationId;
  readonly given: object;
}

/**
 * One call of the API. A 304 gives the very value of the answer that still holds.
 * @throws ApiProblem, ApiUnreachable, UnexpectedAnswer
 */
export async function callOperation(connection: Connection, call: Call): Promise<unknown> {
  const { known, baseUrl, timeoutMs } = connection;
  const spec: RouteSpec = routes[call.operation];
  const request = prepareRequest(call.operation, call.given);
  const before = request.method === 'GET' ? known.find(request.path) : undefined;
  const answer = await send(
    {
      method: request.method,
      url: baseUrl + request.path,
      headers: {
        ...headersOf(request, { call, bearer: spec.auth === 'none' ? undefined : connection.bearer }),
        ...(before !== undefined && { 'if-none-match': before.etag }),
      },
      ...(request.body !== undefined && { body: request.body.text }),
      mayRepeat: request.mayRepeat,
      signal: call.signal,
      timeoutMs: call.timeoutMs ?? timeoutMs,
    },
    connection,
  );
  if (answer.status === 304 && before !== undefined) return before.value;
  const value = readAnswer(answer, { spec, operation: call.operation });
  const etag = answer.headers.get('etag');
  if (request.method === 'GET' && etag !== null) known.keep(request.path, { etag, value });
  return value;
}

/** All tries of a creating call share one key, so that a repeat returns the same resource. */
function headersOf(
  { isKeyed, body }: PreparedRequest,
  { call, bearer }: { call: Call; bearer: string | undefined },
): Readonly<Record<string, string>> {
  return {
    accept: 'application/json',
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    ...(body !== undefined && { 'content-type': body.type }),
    ...(isKeyed && { 'idempotency-key': call.idempotencyKey ?? newKey() }),
  };
}

// `crypto.randomUUID` is missing in browsers on plain HTTP.
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function readAnswer(answer: Incoming, { spec, operation }: { spec: RouteSpec; operation: OperationId }): unknown {
  const { status, retryAfterSeconds } = answer;
  const body = jsonOf(answer.text);
  if (status < 200 || status > 299) {
    const problem = Problem.safeParse(body);
    throw new ApiProblem(problem.success ? problem.data : { status }, retryAfterSeconds);
  }
  const parsed = spec.success.schema?.safeParse(body);
  if (parsed === undefined) return body;
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'body').join(', ');
  throw new UnexpectedAnswer(`${operation} answered ${status} with an unexpected ${paths}`, { cause: parsed.error });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that is not JSON is reported as an unexpected answer.
    return undefined;
  }
}

/**
 * POSTs without an Idempotency-Key whose repeats have no further effect: those that only repeat what is stored, and
 * a form that nobody uses.
 */
const repeatableOperations: ReadonlySet<string> = new Set(['escalateInquiry', 'reopenInquiry', 'createUpload']);

const csvType = 'text/csv';

interface PreparedRequest {
  readonly method: RouteSpec['method'];
  /** With its query, from the root. */
  readonly path: string;
  readonly body: { readonly type: string; readonly text: string } | undefined;
  readonly mayRepeat: boolean;
  /** The service recognizes a repeat, which has no further effect. */
  readonly isKeyed: boolean;
}

/** Distributes a caller's fields over path, query and body, as the operation's entry in `routes` says. */
function prepareRequest(operation: OperationId, given: object): PreparedRequest {
  const spec: RouteSpec = routes[operation];
  const { isKeyed = false } = spec;
  const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const fields = Object.entries(given).filter(([, value]) => value !== undefined);
  const rest = fields.filter(([name]) => !names.includes(name));
  const values = new Map<string, unknown>(fields);
  const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const body = bodyOf(spec, rest);
  const inQuery = body === undefined || body.type === csvType ? rest.filter(([name]) => name !== 'csv') : [];
  const query = inQuery.map(([name, value]): [string, string] => [name, String(value)]);
  return {
    method: spec.method,
    path: query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`,
    body,
    mayRepeat: isKeyed || !(spec.method === 'POST' || spec.method === 'PATCH') || repeatableOperations.has(operation),
    isKeyed,
  };
}

function bodyOf({ body, orCsv }: RouteSpec, fields: readonly (readonly [string, unknown])[]): PreparedRequest['body'] {
  if (body === undefined) return undefined;
  const given = Object.fromEntries(fields);
  if (orCsv === true && typeof given.csv === 'string') return { type: csvType, text: given.csv };
  return { type: 'application/json', text: JSON.stringify(given) };
}
