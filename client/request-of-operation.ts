import type { RouteSpec } from '../schemas/api/route-spec.ts';
import { type OperationId, routes } from '../schemas/api/routes.ts';

/**
 * POSTs without an Idempotency-Key whose repeats have no further effect: those that only repeat what is stored, and
 * a form that nobody uses.
 */
const repeatableOperations: ReadonlySet<string> = new Set(['escalateInquiry', 'reopenInquiry', 'createUpload']);

const csvType = 'text/csv';

export interface PreparedRequest {
  readonly method: RouteSpec['method'];
  /** With its query, from the root. */
  readonly path: string;
  readonly body: { readonly type: string; readonly text: string } | undefined;
  readonly mayRepeat: boolean;
  /** The service recognizes a repeat, which has no further effect. */
  readonly isKeyed: boolean;
}

/** Distributes a caller's fields over path, query and body, as the operation's entry in `routes` says. */
export function prepareRequest(operation: OperationId, given: object): PreparedRequest {
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
