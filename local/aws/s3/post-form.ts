import { AwsError } from '../aws-error.ts';
import type { ServiceCall } from '../service.ts';

export interface PostForm {
  /** By lower-case name: S3 does not tell `Key` from `key`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The form of a browser upload; what comes behind the file is ignored, as S3 ignores it. */
export async function readPostForm({ headers, body }: Pick<ServiceCall, 'headers' | 'body'>): Promise<PostForm> {
  const contentType = headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    throw new AwsError('PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data', {
      status: 412,
    });
  const fields = new Map<string, string>();
  for (const [name, value] of await parse(contentType, body)) {
    if (name.toLowerCase() !== 'file') {
      fields.set(name.toLowerCase(), typeof value === 'string' ? value : await value.text());
      continue;
    }
    const isFile = typeof value !== 'string';
    const bytes = isFile ? Buffer.from(await value.arrayBuffer()) : Buffer.from(value);
    return { fields, filename: isFile ? value.name : '', bytes };
  }
  throw new AwsError('InvalidArgument', 'POST requires exactly one file upload per request.', {
    details: { ArgumentName: 'file', ArgumentValue: 0 },
  });
}

async function parse(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new AwsError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
  }
}
