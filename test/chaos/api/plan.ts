import fc from 'fast-check';
import { hostileBody, hostileText, marker, mutated } from './hostile-values.ts';
import type { ApiDocument, ApiOperation } from './operation.ts';
import { choice, type Pool } from './pool.ts';
import type { WireRequest } from './request.ts';
import { valuesOf } from './schema-values.ts';

/** Who calls: each has its `Authorization` headers. */
export type Principals = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** What a request is made of, before ids of the running system are put in. */
export interface Plan {
  readonly principal: string;
  readonly pathValues: Readonly<Record<string, { readonly choice: number; readonly hostile: string | undefined }>>;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** A parameter whose every value is sound but slow: one that is fast stands for all. */
const quickValues: Readonly<Record<string, string>> = { wait: '1' };

/** Mostly nothing, so that a request is odd in one place and gets as far as it can. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd });

export function plansOf(
  operation: ApiOperation,
  { document, principals }: { document: ApiDocument; principals: Principals },
): fc.Arbitrary<Plan> {
  const schemas = document.components.schemas;
  return fc.record({
    principal: fc.oneof(
      { weight: 4, arbitrary: fc.constant('company') },
      { weight: 3, arbitrary: fc.constantFrom(...Object.keys(principals)) },
    ),
    pathValues: fc.record(
      Object.fromEntries(
        (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'path')
          .map(({ name }) => [name, fc.record({ choice, hostile: mostly(fc.constant(undefined), hostileText) })]),
      ),
    ),
    query: mostly(queriesOf(operation), hostileQuery),
    headers: fc.tuple(headersOf(operation), mostly(fc.constant([]), hostileHeaders)).map((lists) => lists.flat()),
    body: bodiesOf(operation, schemas),
  });
}

const encoded = (pairs: readonly (readonly [string, unknown])[]): string =>
  pairs.map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`).join('&');

/** `encodeURIComponent` throws on what is no Unicode. */
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

function queriesOf({ parameters = [] }: ApiOperation): fc.Arbitrary<string> {
  const own = parameters.filter((parameter) => parameter.in === 'query');
  const values = own.map(({ name, required, schema }) => {
    const quick = quickValues[name];
    const valid = quick === undefined ? valuesOf(schema, {}) : fc.constant(quick);
    const some = mostly(valid, hostileText).map((value) => [[name, value] as const]);
    return required ? some : mostly(fc.constant<readonly (readonly [string, unknown])[]>([]), some);
  });
  return fc.tuple(...values).map((pairs) => encoded(pairs.flat()));
}

const hostileQuery: fc.Arbitrary<string> = fc.constantFrom(
  marker,
  '&&==&',
  '%',
  '%zz=%ff',
  '__proto__=1&constructor=2&__proto__[a]=b',
  'limit=1&limit=2',
  'a[]=1&a[b]=2',
  `x=${'a'.repeat(8_000)}`,
  `x=${'a'.repeat(20_000)}`,
  '%00=%00',
  '?',
  ';a=b',
  'cursor=%F0%9F%92%A9',
);

/** Headers that the document names; the content type and length are those of the body. */
function headersOf({ parameters = [] }: ApiOperation): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const own = parameters.filter((parameter) => parameter.in === 'header');
  const values = own.map(({ name, schema }) =>
    mostly(
      fc.constant<readonly (readonly [string, string])[]>([]),
      mostly(valuesOf(schema, {}), hostileText).map((value) => [[name, headerText(String(value))] as const]),
    ),
  );
  return fc.tuple(...values).map((pairs) => pairs.flat());
}

/** Bytes that a request can hold in one line: the rest is sent as Latin-1, as an old client would. */
const headerText = (text: string): string =>
  Buffer.from(text.toWellFormed().replace(/[\r\n\0]/g, ' ')).toString('latin1');

const hostileHeaders: fc.Arbitrary<readonly (readonly [string, string])[]> = fc.constantFrom<
  readonly (readonly [string, string])[]
>(
  [
    ['X-Forwarded-For', marker],
    ['X-Forwarded-Host', marker],
  ],
  [
    ['Accept', 'text/html'],
    ['Accept-Language', `${marker},ko;q=NaN`],
  ],
  [['Idempotency-Key', marker.repeat(60)]],
  [['If-None-Match', `W/"${marker}", *`]],
  [['If-Match', '*']],
  [['X-Http-Method-Override', 'DELETE']],
  [['Content-Type', 'application/json; charset=utf-16']],
  [['Content-Type', `text/plain; ${marker}`]],
  [['Content-Encoding', 'gzip']],
  [['Cookie', 'a'.repeat(5_000)]],
  [['X-Long', 'a'.repeat(12_000)]],
  [['X-Bad', `a\r\n ${marker}`]],
  [['X-Bad', 'a\0b']],
  [
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ],
  [
    ['Authorization', 'Bearer a'],
    ['authorization', 'Bearer b'],
  ],
  [['Expect', '100-continue']],
  [
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'AAMAAABkAARAAAAAAAIAAAAA'],
  ],
  [
    ['Range', 'bytes=0-'],
    ['Origin', `https://${marker}.example.com`],
  ],
);

function bodiesOf({ requestBody }: ApiOperation, schemas: ApiDocument['components']['schemas']): fc.Arbitrary<Buffer> {
  const [[mediaType = '', { schema = {} } = {}] = []] = Object.entries(requestBody?.content ?? {});
  if (requestBody === undefined) return mostly(fc.constant(Buffer.alloc(0)), hostileBody);
  const valid = valuesOf(schema, schemas);
  const write = (value: unknown): Buffer =>
    Buffer.from(mediaType.includes('json') ? JSON.stringify(value) : form(value));
  return fc.oneof(
    { weight: 4, arbitrary: valid.map(write) },
    { weight: 4, arbitrary: valid.chain(mutated).map(write) },
    { weight: 2, arbitrary: hostileBody },
  );
}

const form = (value: unknown): string =>
  typeof value === 'object' && value !== null ? encoded(Object.entries(value)) : escaped(String(value));

/** The request of a plan, with ids that the system knows by now. */
export function wireRequest(
  operation: ApiOperation,
  plan: Plan,
  { pool, principals }: { pool: Pool; principals: Principals },
): WireRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = plan.pathValues[name];
    return escaped(value?.hostile ?? pool.pick(name, value?.choice ?? 0) ?? 'none');
  });
  const [mediaType = 'application/json'] = Object.keys(operation.requestBody?.content ?? {});
  const named = new Set(plan.headers.map(([name]) => name.toLowerCase()));
  const hasBody = plan.body.length > 0 || operation.method !== 'GET';
  const typed = hasBody && !named.has('content-type') ? [['Content-Type', mediaType] as const] : [];
  const sized = hasBody && !named.has('content-length') ? [['Content-Length', String(plan.body.length)] as const] : [];
  return {
    method: operation.method,
    target: plan.query === '' ? path : `${path}?${plan.query}`,
    headers: [
      ['Host', 'localhost'],
      ['Connection', 'close'],
      ...(principals[plan.principal] ?? []),
      ...typed,
      ...sized,
      ...plan.headers,
    ],
    body: plan.body,
  };
}
