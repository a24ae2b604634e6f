import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceAnswer, ServiceCall } from '../service.ts';
import { listsEtag, preconditionFailed } from './get-object.ts';
import type { ObjectStore } from './object-store.ts';
import { readUpload } from './upload-body.ts';

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

/** What of an upload's headers, or of a form's fields, comes back when the object is read. */
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
