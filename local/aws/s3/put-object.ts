import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceAnswer, ServiceCall } from '../service.ts';
import { readChunks } from './aws-chunked.ts';
import { listsEtag, preconditionFailed } from './get-object.ts';
import type { ObjectStore } from './object-store.ts';

const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'] as const;
const MAX_METADATA_BYTES = 2048;

/** `PUT` of an object; If-None-Match: * and If-Match make it conditional. */
export async function putObject(
  store: ObjectStore,
  call: ServiceCall,
  at: { bucket: string; key: string; clock: Clock },
): Promise<ServiceAnswer> {
  if (call.headers['x-amz-copy-source'] !== undefined)
    throw new AwsError('NotImplemented', 'CopyObject is not supported', { status: 501 });
  const { bytes, checksums } = readUpload(call.headers, call.body);
  assertConditions(store.find(at.bucket, at.key)?.etag, call.headers);
  const etag = createHash('md5').update(bytes).digest('hex');
  const headers = { ...keptHeaders(call.headers), ...checksums };
  const object = { key: at.key, etag, sizeBytes: bytes.length, modifiedAtMs: at.clock.now(), headers };
  await store.put(at.bucket, object, bytes);
  return { status: 200, headers: { ...checksums, etag: `"${etag}"` }, body: '' };
}

function assertConditions(currentEtag: string | undefined, headers: IncomingHttpHeaders): void {
  const { 'if-none-match': noneMatch, 'if-match': match } = headers;
  if (noneMatch !== undefined && currentEtag !== undefined && listsEtag(noneMatch, currentEtag))
    throw preconditionFailed();
  if (match === undefined) return;
  if (currentEtag === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  if (!listsEtag(match, currentEtag)) throw preconditionFailed();
}

/** The upload's headers, or form's fields, that are returned when the object is read. */
export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of KEPT_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  const encodings = (headers['content-encoding'] ?? '').split(',').map((name) => name.trim());
  const encoding = encodings.filter((name) => name !== '' && name !== 'aws-chunked').join(', ');
  if (encoding !== '') kept['content-encoding'] = encoding;
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  for (const [name, value] of metadata) kept[name] = String(value);
  if (metadata.reduce((sum, [name, value]) => sum + name.length - 11 + String(value).length, 0) > MAX_METADATA_BYTES)
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  return kept;
}

interface Upload {
  readonly bytes: Buffer;
  /** Checksums that came with the body and hold, as response headers. */
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * The body of an upload, out of aws-chunked framing where it has one, checked against every digest that came with it.
 */
function readUpload(headers: IncomingHttpHeaders, body: Buffer): Upload {
  const sha256 = text(headers['x-amz-content-sha256']);
  const isChunked = sha256.startsWith('STREAMING-') || text(headers['content-encoding']).includes('aws-chunked');
  const { bytes, trailers } = isChunked ? decodeChunks(body) : { bytes: body, trailers: {} };
  const declaredLength = headers['x-amz-decoded-content-length'];
  if (declaredLength !== undefined && Number(declaredLength) !== bytes.length)
    throw new AwsError('IncompleteBody', 'The request body is not of the length that its headers declare');
  if (/^[\da-f]{64}$/.test(sha256) && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  return { bytes, checksums: verifiedChecksums({ ...headers, ...trailers }, bytes) };
}

function text(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function decodeChunks(body: Buffer): { bytes: Buffer; trailers: Readonly<Record<string, string>> } {
  const { chunks, rest } = readChunks(body);
  return { bytes: Buffer.concat(chunks.map(({ bytes }) => bytes)), trailers: parseTrailers(rest) };
}

function parseTrailers(lines: string): Readonly<Record<string, string>> {
  const pairs = lines.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    pairs.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

const DIGESTS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'content-md5': (bytes) => createHash('md5').update(bytes).digest('base64'),
  'x-amz-checksum-crc32': (bytes) => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(bytes));
    return digest.toString('base64');
  },
  'x-amz-checksum-sha1': (bytes) => createHash('sha1').update(bytes).digest('base64'),
  'x-amz-checksum-sha256': (bytes) => createHash('sha256').update(bytes).digest('base64'),
};
const NOT_CHECKSUMS: ReadonlySet<string> = new Set([
  'x-amz-checksum-algorithm',
  'x-amz-checksum-type',
  'x-amz-checksum-mode',
]);

/** The checksums among the headers, each compared with the body. */
export function verifiedChecksums(headers: IncomingHttpHeaders, bytes: Buffer): Readonly<Record<string, string>> {
  const checksums: Record<string, string> = {};
  for (const [name, expected] of Object.entries(headers)) {
    const digest = DIGESTS[name];
    if (digest === undefined) {
      if (name.startsWith('x-amz-checksum-') && !NOT_CHECKSUMS.has(name))
        throw new AwsError('NotImplemented', `${name} is not supported; use CRC32, SHA1 or SHA256`, { status: 501 });
      continue;
    }
    if (digest(bytes) !== expected)
      throw new AwsError('BadDigest', `The ${name} you specified did not match what was received.`);
    if (name !== 'content-md5') checksums[name] = digest(bytes);
  }
  return checksums;
}
