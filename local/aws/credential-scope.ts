import type { IncomingHttpHeaders } from 'node:http';
import { serviceOfTarget } from './descriptions.ts';

/** Who calls which service, as the signature's credential scope says. */
export interface Caller {
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

/** A process signs with one credential per service and day, so the parsed scopes are few; the bound is against floods. */
const CACHE_LIMIT = 512;
const cache = new Map<string, Caller>();

/**
 * Undefined when the request names no service at all. `search` is the part of the URL after `?`: a signature there or in
 * a form is for S3 alone, which verifies it, since any page can send such a request; the headers below it cannot.
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

/** A browser's upload to S3 carries its credential inside the form, and what it asks before has none. */
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
