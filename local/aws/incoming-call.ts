import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost, senderOf } from '../http/request-origin.ts';
import { AwsError } from './aws-error.ts';
import type { ServiceCall } from './service.ts';
import { serviceOfTarget } from './services.ts';

interface Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly path: string;
  readonly search: string;
  readonly body: Buffer;
}

/** A call whose query and abort signal are made only when a service asks for them: most calls need neither. */
export class IncomingCall implements ServiceCall {
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly #search: string;
  readonly #response: ServerResponse;
  #query: URLSearchParams | undefined;
  #signal: AbortSignal | undefined;

  constructor({ request, response, caller, path, search, body }: Parts) {
    this.service = caller.service;
    this.account = caller.account;
    this.region = caller.region;
    this.method = request.method ?? 'GET';
    this.path = path;
    this.headers = request.headers;
    this.body = body;
    this.#search = search;
    this.#response = response;
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.#search);
    return this.#query;
  }

  get signal(): AbortSignal {
    this.#signal ??= abortedOnHangUp(this.#response);
    return this.#signal;
  }
}

function abortedOnHangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** Who calls which service, as the signature's credential scope says. */
interface Caller {
  readonly service: string;
  readonly account: string;
  readonly region: string;
}

interface Asking {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const DEFAULT_ACCOUNT = '000000000000';
const DEFAULT_REGION = 'us-east-1';

/**
 * A process signs with one credential per service and day, so the parsed scopes are few; the bound is against floods.
 */
const CACHE_LIMIT = 512;
const cache = new Map<string, Caller>();

/**
 * Undefined when the request names no service. `search` is the part of the URL after `?`: a signature there or
 * in a form is for S3 alone, which verifies it, since any page can send such a request; the headers below it cannot.
 */
export function callerOf({ method, headers }: Asking, search: string): Caller | undefined {
  const signed = cached(headerCredential(headers.authorization));
  if (signed !== undefined) return signed;
  const linked = cached(queryCredential(search));
  if (linked !== undefined) return linked.service === 's3' ? linked : undefined;
  const target = headers['x-amz-target'];
  const service = typeof target === 'string' ? serviceOfTarget(target) : undefined;
  const unsigned = service ?? (isForm(headers) || method === 'OPTIONS' ? 's3' : undefined);
  return unsigned === undefined ? undefined : { service: unsigned, account: DEFAULT_ACCOUNT, region: DEFAULT_REGION };
}

/** A browser's upload to S3 carries its credential inside the form, and its preflight has none. */
const isForm = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') === true;

function headerCredential(authorization: string | undefined): string | undefined {
  if (authorization?.startsWith('AWS4-') !== true) return undefined;
  const start = authorization.indexOf('Credential=');
  if (start === -1) return undefined;
  const end = authorization.indexOf(',', start);
  return authorization.slice(start + 11, end === -1 ? undefined : end);
}

function queryCredential(search: string): string | undefined {
  if (!search.includes('X-Amz-Credential=')) return undefined;
  return new URLSearchParams(search).get('X-Amz-Credential') ?? undefined;
}

function cached(credential: string | undefined): Caller | undefined {
  if (credential === undefined) return undefined;
  const known = cache.get(credential);
  if (known !== undefined) return known;
  const caller = parse(credential);
  if (caller === undefined) return undefined;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(credential, caller);
  return caller;
}

/** `<access key id>/<date>/<region>/<service>/aws4_request` */
function parse(credential: string): Caller | undefined {
  const [keyId = '', , region = '', service = ''] = credential.split('/');
  if (service === '') return undefined;
  return { service, region, account: /^\d{12}$/.test(keyId) ? keyId : DEFAULT_ACCOUNT };
}

/**
 * Throws unless the request was sent to a name of loopback, and that once: by a name of its own that points here a page
 * elsewhere would be of this endpoint's origin. @throws AwsError
 */
export function assertLoopbackHost({ headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): void {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count === 1 && isLoopbackHost(headers.host)) return;
  throw new AwsError('AccessDeniedException', 'Only localhost and loopback addresses are served here', { status: 403 });
}

/**
 * Throws for what any page sends, since no page has business with AWS's services; S3 has rules of its own.
 * @throws AwsError
 */
export function assertNoPage(headers: IncomingHttpHeaders): void {
  if (headers.origin === undefined && senderOf(headers) === 'no_page') return;
  throw new AwsError('AccessDeniedException', 'A web page may not call this service', { status: 403 });
}

/** The outbox, the clock and the faults are for programs, and for pages of this endpoint itself. */
export const isForeignPage = (headers: IncomingHttpHeaders): boolean => senderOf(headers) === 'foreign_page';
