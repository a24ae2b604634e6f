import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { canceledTransaction } from '../../local/aws/fault-rule.ts';

/** One call that a function made of AWS. */
export interface AwsCall {
  readonly operation: string;
  readonly path: string;
  readonly body: Buffer;
}

/**
 * What becomes of the next call of an operation: AWS's error of that name, an answer lost after the deed, or a
 * transaction refused because another one is at its items.
 */
type Mishap =
  | { readonly kind: 'error'; readonly name: string; readonly status: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'conflict' };

export interface AwsDouble {
  readonly endpoint: string;
  calls(operation: string): readonly AwsCall[];
  failNext(operation: string, name: string, status?: number): void;
  /** `times` in a row, so that the SDK's own second try can meet it too. */
  loseNext(operation: string, times?: number): void;
  /** As AWS refuses a transaction that meets another one; the local store carries out one after the other. */
  conflictNext(operation: string, times?: number): void;
  /** Holds the calls with these words in their bodies until all have come, then carries them out in this order. */
  meetNext(operation: string, words: readonly string[]): void;
  /** What was scripted and not met. */
  forgetMishaps(): void;
  close(): Promise<void>;
}

/**
 * An AWS endpoint on the wire: DynamoDB calls go on to the real store, all others are kept and answered with success.
 */
export async function startAwsDouble(storeEndpoint: string): Promise<AwsDouble> {
  const calls: AwsCall[] = [];
  const mishaps = new Map<string, Mishap[]>();
  const meetings = new Map<string, Meeting>();
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
    if (mishap?.kind === 'conflict') {
      const { name, message, details } = canceledTransaction({ service: 'dynamodb', operation, body });
      const text = JSON.stringify({ __type: name, message, ...details });
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
      return;
    }
    const leave = await meetings.get(operation)?.enter(body);
    const isStore = String(request.headers['x-amz-target'] ?? '').startsWith('DynamoDB');
    const result = isStore ? await forward(request, body, storeEndpoint) : { status: 200, body: successOf(operation) };
    leave?.();
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
    conflictNext: (operation, times = 1) =>
      script(
        operation,
        Array.from({ length: times }, () => ({ kind: 'conflict' })),
      ),
    meetNext: (operation, words) => meetings.set(operation, meetingOf(words)),
    forgetMishaps: () => mishaps.clear(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Meeting {
  /** Waits for this call's turn; what ends the turn. Undefined for a call that is not expected. */
  enter(body: Buffer): Promise<(() => void) | undefined>;
}

function meetingOf(words: readonly string[]): Meeting {
  const places = words.map((word) => ({
    word,
    come: Promise.withResolvers<void>(),
    done: Promise.withResolvers<void>(),
  }));
  const left = new Set(places);
  return {
    async enter(body) {
      const place = [...left].find(({ word }) => body.includes(word));
      if (place === undefined) return undefined;
      left.delete(place);
      place.come.resolve();
      await Promise.all(places.map(({ come }) => come.promise));
      await places[places.indexOf(place) - 1]?.done.promise;
      return () => place.done.resolve();
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
