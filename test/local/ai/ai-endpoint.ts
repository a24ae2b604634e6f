import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { AwsService, ServiceAnswer } from '../../../local/aws/service.ts';

export interface AiEndpoint {
  /** What an SDK client needs to reach the service under test. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
    /** HTTP/1.1, as Bedrock's client would speak HTTP/2 by itself. */
    readonly requestHandler: NodeHttpHandler;
  };
  close(): Promise<void>;
}

/** Serves one emulated service over HTTP as the AWS endpoint does, so that tests reach it through the real SDK. */
export async function serveAwsService(service: AwsService): Promise<AiEndpoint> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const answer = await answerOf(service, {
        service: 'test',
        account: '000000000000',
        region: 'us-east-1',
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks),
        signal: new AbortController().signal,
      });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    clientConfig: {
      endpoint: `http://127.0.0.1:${portOf(server.address())}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

async function answerOf(service: AwsService, call: Parameters<AwsService>[0]): Promise<ServiceAnswer> {
  try {
    return await service(call);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), { status: 500 });
    return {
      status: known.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': known.name },
      body: JSON.stringify({ __type: known.name, message: known.message }),
    };
  }
}
