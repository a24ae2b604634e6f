import { UploadRefused } from './errors.ts';
import type { CallOptions, Methods, RequestOf } from './operation-types.ts';
import { send, type Transport } from './transport.ts';

export interface FileToUpload extends Pick<RequestOf<'createUpload'>, 'filename' | 'contentType'> {
  readonly content: Blob | Uint8Array<ArrayBuffer>;
}

interface Uploader {
  readonly createUpload: Methods<'createUpload'>['createUpload'];
  readonly transport: Transport & { readonly timeoutMs: number };
}

/** Uploads one file and gives the id under which a submission names it. @throws as calls do, and UploadRefused */
export async function uploadFile(
  { filename, contentType, content }: FileToUpload,
  { createUpload, transport, ...options }: Uploader & CallOptions,
): Promise<string> {
  const file = new Blob([content], { type: contentType });
  const sha256 = await sha256Of(await file.arrayBuffer());
  const { uploadId, url, fields } = await createUpload({ filename, contentType, bytes: file.size, sha256 }, options);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  // S3 ignores fields after the file.
  body.append('file', file, filename);
  const { timeoutMs = transport.timeoutMs, signal } = options;
  const { status, text } = await send(
    { method: 'POST', url, headers: {}, body, mayRepeat: true, signal, timeoutMs },
    transport,
  );
  if (status < 200 || status > 299) throw new UploadRefused(status, /<Code>(\w+)<\/Code>/.exec(text)?.[1]);
  return uploadId;
}

/** Base64. Browsers offer it on HTTPS and localhost only. */
async function sha256Of(content: ArrayBuffer): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', content))));
}
