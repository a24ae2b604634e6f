import { AwsError } from '../aws-error.ts';

export interface Chunk {
  readonly bytes: Buffer;
  /** `chunk-signature=<hex>`, or empty where chunks are not signed. */
  readonly extension: string;
}

/** The longest is a size and a signature. */
const MAX_LINE_BYTES = 256;

/**
 * The framing of aws-chunked: `<hex size>[;extension]\r\n<bytes>\r\n`, the last of size 0, then `rest` with the
 * trailers. @throws AwsError
 */
export function readChunks(body: Buffer): { chunks: readonly Chunk[]; rest: string } {
  const chunks: Chunk[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = body.subarray(offset, offset + MAX_LINE_BYTES).indexOf('\r\n');
    const [size = '', extension = ''] = body.toString('latin1', offset, offset + Math.max(lineEnd, 0)).split(';');
    const start = offset + lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (lineEnd === -1 || !/^[\da-f]{1,8}$/i.test(size) || end > body.length)
      throw new AwsError('IncompleteBody', 'The request body is not whole in its aws-chunked encoding');
    chunks.push({ bytes: body.subarray(start, end), extension });
    if (end === start) return { chunks, rest: body.toString('latin1', start) };
    offset = end + 2;
  }
}
