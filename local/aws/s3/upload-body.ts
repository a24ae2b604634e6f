import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';
import { readChunks } from './aws-chunked.ts';

export interface Upload {
  readonly bytes: Buffer;
  /** Checksums that came with the body and hold, as response headers. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** The body of an upload, out of aws-chunked framing where it has one, checked against every digest that came with it. */
export function readUpload(headers: IncomingHttpHeaders, body: Buffer): Upload {
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
