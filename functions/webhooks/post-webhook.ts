import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isOwnAddress, isRefusedAddress, portOf } from '../../domain/webhooks/addresses.ts';
import { faultOfWebhookUrl, hostOf } from '../../domain/webhooks/webhook-url.ts';
import type { WebhookFault } from '../../schemas/webhook.ts';

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Answers such as 103 Early Hints may come before the real one; parsed without end they would keep all else waiting. */
const mostInterimAnswers = 16;

class EndlessInterimAnswers extends Error {
  readonly code = 'ENDLESS_INTERIM_ANSWERS';
}

/** All addresses of a host. @throws Error of the resolver's when there is none */
export type Resolve = (host: string) => Promise<readonly Address[]>;

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostOptions {
  /** Hosts that may be reached by plain HTTP and at private addresses. */
  readonly allowedHosts: readonly string[];
  /** Ports of this machine where the system itself listens: never reached, by any host. Default none. */
  readonly ownPorts?: readonly number[];
  /** For everything together: name, connection, answer. Default 10. */
  readonly timeoutSeconds?: number;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
  /** Certificate authorities; default: those of Node.js. */
  readonly ca?: string;
}

export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'unanswered'; readonly fault: WebhookFault };

/** Of an answer's body, which is ignored: read so that a receiver can finish writing. */
const mostBodyBytes = 1024;

/**
 * Posts once. The connection goes to a checked address, even if the name resolves differently by then; redirects are
 * not followed.
 */
export async function postWebhook(request: WebhookRequest, options: PostOptions): Promise<PostOutcome> {
  const { allowedHosts, ownPorts = [], timeoutSeconds = 10, resolve = resolveBySystem, ca } = options;
  if (faultOfWebhookUrl(request.url, allowedHosts, ownPorts) !== null)
    return { kind: 'unanswered', fault: 'url_refused' };
  const url = new URL(request.url);
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const addresses = await unlessAborted(resolve(hostOf(url)), signal);
    const isExempt = allowedHosts.includes(hostOf(url));
    const isOwnPort = ownPorts.includes(portOf(url));
    const isRefused = addresses.some(
      ({ address }) => (!isExempt && isRefusedAddress(address)) || (isOwnPort && isOfThisMachine(address)),
    );
    if (isRefused) return { kind: 'unanswered', fault: 'address_refused' };
    const response = await send(url, { ...request, addresses, signal, ca });
    return { kind: 'answered', ...(await statusOf(response)) };
  } catch (error) {
    return { kind: 'unanswered', fault: faultOf(error, signal) };
  }
}

const isOfThisMachine = (address: string): boolean =>
  isOwnAddress(address) ||
  Object.values(networkInterfaces()).some((addresses) => addresses?.some((own) => own.address === address));

const resolveBySystem: Resolve = (host) => lookup(host, { all: true });

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

interface Sending extends WebhookRequest {
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
  readonly ca: string | undefined;
}

function send(url: URL, { headers, body, addresses, signal, ca }: Sending): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // Without an agent no connection is shared, so none outlives its check.
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: pinned(addresses),
      signal,
      ...(ca !== undefined && { ca }),
    });
    sent.once('response', resolve);
    let interim = 0;
    sent.on('information', () => {
      interim += 1;
      if (interim > mostInterimAnswers) sent.destroy(new EndlessInterimAnswers());
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Resolves the socket's host to the checked addresses. */
const pinned =
  (addresses: readonly Address[]): LookupFunction =>
  (_, { all }, answer) => {
    const [first] = addresses;
    if (first === undefined) answer(Object.assign(new Error('The host has no address'), { code: 'ENOTFOUND' }), []);
    else if (all === true) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };

/** Resolves with the answer's head once its body has ended, broken off or been cut. */
function statusOf(response: IncomingMessage): Promise<{ status: number; retryAfter: string | undefined }> {
  let bytes = 0;
  return new Promise((resolve) => {
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBodyBytes) response.destroy();
    });
    response.on('error', () => response.destroy());
    response.once('close', () =>
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
    );
  });
}

const unknownHost: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'ENODATA']);

const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO)/;

/** Why a request got no answer, in a word for the company: never the error's own, which can contain addresses. */
function faultOf(error: unknown, signal: AbortSignal): WebhookFault {
  if (signal.aborted) return 'timeout';
  const code = codeOf(error);
  if (unknownHost.has(code)) return 'host_unknown';
  if (tlsCode.test(code)) return 'tls_failed';
  // Every other error of a socket or of invalid HTTP has a code; without one the fault is ours.
  if (code === '') throw error;
  return 'connection_failed';
}

/** Several addresses that all failed come as one error, which has the code of the first or holds the errors. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error) return String(error.code);
  return 'errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : '';
}
