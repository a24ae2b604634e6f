import { AwsError } from '../aws-error.ts';
import { escapeXml, type ServiceAnswer, XML_DECLARATION } from '../service.ts';
import type { StoredObject } from './object-index.ts';
import type { ObjectStore } from './object-store.ts';

const MAX_KEYS = 1000;
/** Sorts after every key that starts with the text before it. */
const LAST_CHARACTER = '\u{10FFFF}';

interface Page {
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  /** The cursor of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** ListObjectsV2 with prefix, delimiter, start-after and pages. */
export function listObjects(store: ObjectStore, bucket: string, query: URLSearchParams): ServiceAnswer {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = parseMaxKeys(query.get('max-keys'));
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const { objects, commonPrefixes, next } = readPage(store, bucket, { prefix, delimiter, after, maxKeys });

  const isEncoded = query.get('encoding-type') === 'url';
  const encode = isEncoded ? encodedKey : (text: string) => text;
  const elements = [
    element('Name', bucket),
    element('Prefix', encode(prefix)),
    element('KeyCount', objects.length + commonPrefixes.length),
    element('MaxKeys', maxKeys),
    element('IsTruncated', next !== undefined),
    ...(isEncoded ? [element('EncodingType', 'url')] : []),
    ...(delimiter === '' ? [] : [element('Delimiter', encode(delimiter))]),
    ...(token === null ? [] : [element('ContinuationToken', token)]),
    ...(next === undefined ? [] : [element('NextContinuationToken', Buffer.from(next).toString('base64url'))]),
    ...objects.map((object) => contents(object, encode)),
    ...commonPrefixes.map((common) => `<CommonPrefixes>${element('Prefix', encode(common))}</CommonPrefixes>`),
  ];
  const body = `${XML_DECLARATION}<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements.join('')}</ListBucketResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** Slashes stay, as S3 leaves them. */
const encodedKey = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/');

function parseMaxKeys(text: string | null): number {
  const maxKeys = Number(text ?? MAX_KEYS);
  if (!Number.isSafeInteger(maxKeys) || maxKeys < 0)
    throw new AwsError('InvalidArgument', 'max-keys must be an integer between 0 and 2147483647');
  return Math.min(MAX_KEYS, maxKeys);
}

function readPage(
  store: ObjectStore,
  bucket: string,
  page: { prefix: string; delimiter: string; after: string; maxKeys: number },
): Page {
  const { prefix, delimiter, maxKeys } = page;
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  let { after } = page;
  for (;;) {
    const room = maxKeys - objects.length - commonPrefixes.length;
    const found = store.list(bucket, { prefix, after, limit: room + 1 });
    for (const object of found) {
      if (objects.length + commonPrefixes.length === maxKeys)
        return { objects, commonPrefixes, next: maxKeys === 0 ? undefined : after };
      const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      if (end === -1) {
        objects.push(object);
        after = object.key;
        continue;
      }
      const common = object.key.slice(0, end + delimiter.length);
      commonPrefixes.push(common);
      after = common + LAST_CHARACTER;
      break; // the keys below the common prefix are skipped by asking again
    }
    const isSkipping = after.endsWith(LAST_CHARACTER) && found.length > 0;
    if (!isSkipping) return { objects, commonPrefixes, next: undefined };
  }
}

function contents({ key, modifiedAtMs, etag, sizeBytes }: StoredObject, encode: (text: string) => string): string {
  const elements = [
    element('Key', encode(key)),
    element('LastModified', new Date(modifiedAtMs).toISOString()),
    element('ETag', `"${etag}"`),
    element('Size', sizeBytes),
    element('StorageClass', 'STANDARD'),
  ];
  return `<Contents>${elements.join('')}</Contents>`;
}

function element(name: string, value: string | number | boolean): string {
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}
