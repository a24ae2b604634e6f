/** What `POST /v1/uploads` answers with, as far as a form is concerned. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends a file by the form, as a browser does. */
export function postForm({ url, fields }: UploadForm, content: Uint8Array): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(content)]));
  return fetch(url, { method: 'POST', body });
}
