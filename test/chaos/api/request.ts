/** A request as it goes over the wire: nothing is checked or mended on its way. */
export interface WireRequest {
  readonly method: string;
  /** Of the request line, with its query. */
  readonly target: string;
  /** In this order; a name may come twice. Bytes of Latin-1. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; of a repeated one all values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export function bytesOf({ method, target, headers, body }: WireRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]);
}

/** What a shell needs to send the very same bytes again. */
export function reproduction(request: WireRequest, port: number): string {
  const bytes = bytesOf(request);
  const shown = bytes.length > 1_500 ? bytes.subarray(0, 1_500) : bytes;
  const rest = bytes.length > 1_500 ? `   # and ${bytes.length - 1_500} bytes more` : '';
  return `echo ${shown.toString('base64')} | base64 -d | nc -q 5 127.0.0.1 ${port}${rest}\n${curlOf(request, port)}`;
}

/** For reading; a shell or curl may mend what the bytes above do not. */
function curlOf({ method, target, headers, body }: WireRequest, port: number): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const flags = headers
    .filter(([name]) => !['Host', 'Connection', 'Content-Length'].includes(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const data = body.length === 0 ? [] : [`--data-binary ${quoted(body.toString('utf8').slice(0, 300))}`];
  return ['curl -i --path-as-is', `-X ${method}`, ...flags, ...data, quoted(`http://127.0.0.1:${port}${target}`)].join(
    ' ',
  );
}
