import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One call that a function made of AWS. */
export interface AwsCall {
  readonly operation: string;
  readonly path: string;
  readonly body: Buffer;
}

/** What becomes of the next call of an operation: AWS's error of that name, or an answer lost after the deed. */
type Mishap = { readonly kind: 'error'; readonly name: string; readonly status: number } | { readonly kind: 'lost' };

export interface AwsDouble {
  readonly endpoint: string;
  calls(operation: string): readonly AwsCall[];
  failNext(operation: string, name: string, status?: number): void;
  /** `times` in a row, so that the SDK's own second try can meet it too. */
  loseNext(operation: string, times?: number): void;
  /** What was scripted and not met. */
  forgetMishaps(): void;
  close(): Promise<void>;
}

/** An AWS endpoint on the wire: DynamoDB calls go on to the real store, all others are kept and answered with success. */
export async function startAwsDouble(storeEndpoint: string): Promise<AwsDouble> {
  const calls: AwsCall[] = [];
  const mishaps = new Map<string, Mishap[]>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const operation = operationOf(request, body);
    calls.push({ operation, path: request.url ?? '', body });
    const mishap = mishaps.get(operation)?.shift();
    if (mishap?.kind === 'error') {
      const { type, text } = errorOf(operation, mishap.name);
      response.writeHead(mishap.status, { 'content-type': type, 'x-amzn-errortype': mishap.name }).end(text);
      return;
    }
    const isStore = String(request.headers['x-amz-target'] ?? '').startsWith('DynamoDB');
    const result = isStore ? await forward(request, body, storeEndpoint) : { status: 200, body: successOf(operation) };
    if (mishap?.kind === 'lost') {
      response.destroy();
      return;
    }
    response.writeHead(result.status, { 'content-type': 'application/x-amz-json-1.0' }).end(result.body);
  }

  const script = (operation: string, added: readonly Mishap[]): void => {
    mishaps.set(operation, [...(mishaps.get(operation) ?? []), ...added]);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the double has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls: (operation) => calls.filter((call) => call.operation === operation),
    failNext: (operation, name, status = 400) => script(operation, [{ kind: 'error', name, status }]),
    loseNext: (operation, times = 1) =>
      script(
        operation,
        Array.from({ length: times }, () => ({ kind: 'lost' })),
      ),
    forgetMishaps: () => mishaps.clear(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function operationOf({ headers, method, url = '' }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  if (body.includes('Action=Publish')) return 'Publish';
  if (url.endsWith('/invocations')) return 'Invoke';
  return method === 'PUT' ? 'PutObject' : method === 'DELETE' ? 'DeleteObject' : `${method}`;
}

/** S3 tells errors in XML, all others here in JSON. */
const errorOf = (operation: string, name: string): { type: string; text: string } =>
  operation.endsWith('Object')
    ? { type: 'application/xml', text: `<Error><Code>${name}</Code><Message>scripted</Message></Error>` }
    : { type: 'application/x-amz-json-1.0', text: JSON.stringify({ __type: name, message: 'scripted' }) };

const published =
  '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult><ResponseMetadata/></PublishResponse>';

const successOf = (operation: string): string => (operation === 'Publish' ? published : answerOf(operation));

const answerOf = (operation: string): string =>
  operation === 'StartExecution'
    ? JSON.stringify({ executionArn: 'arn:aws:states:x', startDate: 0 })
    : operation.endsWith('Object')
      ? ''
      : '{}';

async function forward(
  { headers }: IncomingMessage,
  body: Buffer,
  endpoint: string,
): Promise<{ status: number; body: string }> {
  const passed = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(passed),
    body: new Uint8Array(body),
  });
  return { status: answer.status, body: await answer.text() };
}
