import * as z from 'zod/mini';

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]);

/** The result of a proxy integration; anything else is a malformed response (502), as on AWS. */
const proxyResponse = z.object({
  statusCode: z.union([
    z.int().check(z.gte(100), z.lte(599)),
    z.pipe(z.string().check(z.regex(/^[1-5]\d\d$/)), z.transform(Number)),
  ]),
  headers: z.nullish(z.record(z.string(), headerValue)),
  multiValueHeaders: z.nullish(z.record(z.string(), z.array(headerValue))),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

type ProxyResponse = z.infer<typeof proxyResponse>;

/** The gateway sets these itself. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** Undefined when the function's result is no response of a proxy integration. */
export function parseProxyResponse(payload: string): GatewayAnswer | undefined {
  const parsed = proxyResponse.safeParse(JSON.parse(payload));
  if (!parsed.success) return undefined;
  const headers = headerPairs(parsed.data);
  const isSound = headers.every(([name, value]) => HEADER_NAME.test(name) && !FORBIDDEN_IN_VALUE.test(value));
  if (!isSound) return undefined;
  const { statusCode: status, body, isBase64Encoded } = parsed.data;
  return { status, headers, body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
}

/** multiValueHeaders win over headers of the same name; a body without a type is JSON to API Gateway. */
function headerPairs({ headers, multiValueHeaders }: ProxyResponse): readonly (readonly [string, string])[] {
  const pairs = new Map<string, (readonly [string, string])[]>();
  for (const [name, value] of Object.entries(headers ?? {})) pairs.set(name.toLowerCase(), [[name, String(value)]]);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {}))
    pairs.set(
      name.toLowerCase(),
      values.map((value) => [name, String(value)]),
    );
  for (const name of DROPPED_HEADERS) pairs.delete(name);
  if (!pairs.has('content-type')) pairs.set('content-type', [['content-type', 'application/json']]);
  return [...pairs.values()].flat();
}
