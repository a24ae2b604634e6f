import { AwsError } from '../aws-error.ts';
import { escapeXml, type ServiceAnswer, XML_DECLARATION } from '../service.ts';
import type { ObjectStore } from './object-store.ts';

const MOST_TAGS = 10;
const MOST_KEY_CHARS = 128;
const MOST_VALUE_CHARS = 256;

interface At {
  readonly bucket: string;
  readonly key: string;
}

/** The object's tags; none is an empty set, not an error. */
export function getObjectTagging(store: ObjectStore, { bucket, key }: At): ServiceAnswer {
  assertExists(store, { bucket, key });
  const tags = Object.entries(store.tagsOf(bucket, key)).map(
    ([name, value]) => `<Tag><Key>${escapeXml(name)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
  );
  const body = `${XML_DECLARATION}<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${tags.join('')}</TagSet></Tagging>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** Replaces all tags of the object. */
export function putObjectTagging(store: ObjectStore, { bucket, key, body }: At & { body: Buffer }): ServiceAnswer {
  assertExists(store, { bucket, key });
  store.tag(bucket, key, parseTags(body.toString('utf8')));
  return { status: 200, headers: {}, body: '' };
}

function assertExists(store: ObjectStore, { bucket, key }: At): void {
  if (store.find(bucket, key) === undefined)
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, details: { Key: key } });
}

function parseTags(xml: string): Readonly<Record<string, string>> {
  const [set] = elementsOf('TagSet', xml);
  if (set === undefined && !/<TagSet\s{0,100}\/>/.test(xml))
    throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  const tags = elementsOf('Tag', set ?? '').map((tag) => ({
    name: unescaped(elementsOf('Key', tag)[0] ?? ''),
    value: unescaped(elementsOf('Value', tag)[0] ?? ''),
  }));
  if (tags.length > MOST_TAGS) throw new AwsError('BadRequest', 'Object tags cannot be greater than 10');
  for (const { name, value } of tags) {
    if (name === '' || name.length > MOST_KEY_CHARS)
      throw new AwsError('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > MOST_VALUE_CHARS) throw new AwsError('InvalidTag', 'The TagValue you have provided is invalid');
  }
  const named = Object.fromEntries(tags.map(({ name, value }) => [name, value]));
  if (Object.keys(named).length < tags.length)
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return named;
}

/** The text of the elements of that name, which have no attributes and do not nest. */
function elementsOf(name: string, xml: string): readonly string[] {
  const [, ...parts] = xml.split(`<${name}>`);
  return parts.flatMap((part) => {
    const end = part.indexOf(`</${name}>`);
    return end === -1 ? [] : [part.slice(0, end)];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

/** The tag that GuardDuty Malware Protection for S3 leaves on an object it has scanned. */
export const malwareTag = 'GuardDutyMalwareScanStatus';

/** The EICAR test file's text, put together here so that scanners of source files leave this one alone. */
const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

/**
 * A stand-in for GuardDuty: it knows only the EICAR test text and is no protection. It exists so that the flow
 * behind a scan can be seen and tested on one machine.
 */
const standInScan = (bytes: Uint8Array): 'THREATS_FOUND' | 'NO_THREATS_FOUND' =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(eicar) ? 'THREATS_FOUND' : 'NO_THREATS_FOUND';

/** The store whose objects are scanned and tagged as they are written. */
export const withScan = (store: ObjectStore): ObjectStore => ({
  ...store,
  async put(bucket, object, bytes) {
    await store.put(bucket, object, bytes);
    store.tag(bucket, object.key, { [malwareTag]: standInScan(bytes) });
  },
});
