import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

/** A company's server on loopback: records its requests and answers with the given statuses. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The next answers, the last of them from then on; at first 204. */
  answer(...answers: readonly (number | Answer)[]): void;
  close(): Promise<void>;
}

const tls = (file: string): string => readFileSync(new URL(`../fixtures/tls/${file}.pem`, import.meta.url), 'utf8');

/** Of the receiver that speaks TLS as hooks.example.com. */
export const receiverCertificate = tls('hooks.cert');

export const openReceiver = ({ port = 0 }: { port?: number } = {}): Promise<WebhookReceiver> =>
  open((listener) => http.createServer(listener), { port, urlOf: (at) => `http://127.0.0.1:${at}/hook` });

export const openTlsReceiver = (): Promise<WebhookReceiver> =>
  open((listener) => https.createServer({ cert: receiverCertificate, key: tls('hooks.key') }, listener), {
    port: 0,
    urlOf: (at) => `https://hooks.example.com:${at}/hook`,
  });

async function open(
  create: (listener: RequestListener) => http.Server,
  { port, urlOf }: { port: number; urlOf: (port: number) => string },
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let answers: (number | Answer)[] = [204];
  const server = create((request, response) => {
    bodyOf(request).then((body) => {
      received.push({ headers: plainHeaders(request), body });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else answer(response);
    }, response.destroy);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: urlOf(portOf(server.address())),
    received,
    answer: (...next) => {
      answers = [...next];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const plainHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
  return address.port;
}
