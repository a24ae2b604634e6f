import { request } from 'node:http';
import { text } from 'node:stream/consumers';

interface Sender {
  /** The Host header; every call names it, unless an origin is given, with which the host is the right one. */
  readonly host: string;
  readonly origin: string | undefined;
}

interface ForeignCall {
  readonly base: 'api' | 'aws';
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const scope = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;

const form =
  '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nx.html\r\n--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n<script>1</script>\r\n--x--\r\n';

/** What a page would like to do, on every port. None of it carries anything that only the product's own users have. */
const calls: readonly ForeignCall[] = [
  { base: 'aws', method: 'GET', path: '/_aws/ses' },
  { base: 'aws', method: 'GET', path: '/_aws/outbox' },
  { base: 'aws', method: 'PUT', path: '/_aws/faults', body: '{"faults":[]}' },
  { base: 'aws', method: 'POST', path: '/_aws/clock', body: '{"advanceSeconds":1}' },
  {
    base: 'aws',
    method: 'POST',
    path: '/inquiries',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: form,
  },
  {
    base: 'aws',
    method: 'POST',
    path: '/2015-03-31/functions/admin/invocations?X-Amz-Credential=a/20260101/us-east-1/lambda/aws4_request',
    headers: { 'content-type': 'text/plain' },
    body: '{"requestContext":{"authorizer":{"companyId":"x"}}}',
  },
  {
    base: 'aws',
    method: 'POST',
    path: '/',
    headers: { authorization: scope('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}',
  },
  { base: 'api', method: 'POST', path: '/r/abc', headers: { 'content-type': 'text/plain' }, body: 'reply=x' },
];

/** The calls that were carried out all the same. */
export async function foreignCalls(
  bases: { readonly api: string; readonly aws: string },
  sender: Sender,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    calls.map(async (call) => ({ call, status: await statusOf(bases[call.base], call, sender) })),
  );
  return answers
    .filter(({ status }) => status < 400)
    .map(({ call, status }) => `${call.method} ${call.path.slice(0, 40)} of a foreign page was answered ${status}`);
}

function statusOf(base: string, { method, path, headers, body }: ForeignCall, { host, origin }: Sender) {
  const { hostname, port, host: own } = new URL(base);
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        setHost: false,
        headers: {
          ...headers,
          host: origin === undefined ? `${host}:${port}` : own,
          ...(origin !== undefined && { origin }),
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => text(response).then(() => resolve(response.statusCode ?? 0), reject),
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
