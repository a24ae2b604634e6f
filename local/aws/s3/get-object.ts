import { AwsError } from '../aws-error.ts';
import type { ServiceAnswer, ServiceCall } from '../service.ts';
import type { StoredObject } from './object-index.ts';
import type { ObjectStore } from './object-store.ts';
import { inertHeaders } from './pages.ts';

/** `GET` and `HEAD` of an object, with conditions, one range and the response overrides of presigned links. */
export async function getObject(
  store: ObjectStore,
  call: ServiceCall,
  at: { bucket: string; key: string },
): Promise<ServiceAnswer> {
  for (let missedFile: string | undefined; ; ) {
    const object = store.find(at.bucket, at.key);
    // The same file missed twice was not replaced in between: the object is lost.
    if (object === undefined || object.file === missedFile)
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, details: { Key: at.key } });
    if (isNotModified(object, call)) return { status: 304, headers: { etag: `"${object.etag}"` }, body: '' };
    const range = requestedRange(call, object.sizeBytes);
    const head = { status: range === undefined ? 200 : 206, headers: responseHeaders(object, { call, range }) };
    if (call.method === 'HEAD') return { ...head, body: '' };
    const body = await store.read(at.bucket, object, range ?? { start: 0, end: object.sizeBytes });
    if (body !== undefined) return { ...head, body };
    missedFile = object.file; // perhaps replaced between the index and the file: looks again
  }
}

/**
 * Throws PreconditionFailed; true when the caller's copy is current. If-None-Match goes before the dates (RFC 9110).
 */
function isNotModified(object: StoredObject, { headers }: ServiceCall): boolean {
  assertPreconditions(object, headers);
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return listsEtag(noneMatch, object.etag);
  const since = headers['if-modified-since'];
  return since !== undefined && seconds(object.modifiedAtMs) <= seconds(Date.parse(since));
}

/** If-Match goes before the date, as in RFC 9110. */
function assertPreconditions(object: StoredObject, headers: ServiceCall['headers']): void {
  const match = headers['if-match'];
  const unmodifiedSince = headers['if-unmodified-since'];
  const holds =
    match !== undefined
      ? listsEtag(match, object.etag)
      : unmodifiedSince === undefined || seconds(object.modifiedAtMs) <= seconds(Date.parse(unmodifiedSince));
  if (!holds) throw preconditionFailed();
}

export function preconditionFailed(): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    status: 412,
  });
}

export function listsEtag(list: string, etag: string): boolean {
  return list.split(',').some((entry) => ['*', etag].includes(entry.trim().replace(/^W\//, '').replaceAll('"', '')));
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

function requestedRange({ headers }: ServiceCall, sizeBytes: number): Range | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (first === '' && last === '') return undefined; // none, or a form that S3 ignores as well
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  if (start < end) return { start, end };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
    status: 416,
    details: { ActualObjectSize: sizeBytes },
  });
}

/** Headers that a reader may ask for in place of those of the upload. */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

function responseHeaders(
  object: StoredObject,
  { call, range }: { call: ServiceCall; range: Range | undefined },
): Record<string, string> {
  const { etag, sizeBytes, modifiedAtMs } = object;
  const length = range === undefined ? sizeBytes : range.end - range.start;
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    'content-length': String(length),
    etag: `"${etag}"`,
    'last-modified': new Date(modifiedAtMs).toUTCString(),
  };
  if (range !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end - 1}/${sizeBytes}`;
  const wantsChecksum = range === undefined && call.headers['x-amz-checksum-mode'] === 'ENABLED';
  for (const [name, value] of Object.entries(object.headers))
    if (wantsChecksum || !name.startsWith('x-amz-checksum-')) headers[name] = value;
  for (const name of OVERRIDES) {
    const value = call.query.get(`response-${name}`);
    if (value !== null) headers[name] = value;
  }
  return inertHeaders(headers);
}
