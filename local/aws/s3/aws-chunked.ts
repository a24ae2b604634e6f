import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { ServiceCall } from '../service.ts';
import { isSignatureOfText, type SignedRequest, signatureDoesNotMatch } from '../signature.ts';

/**
 * Throws unless each chunk of a streamed upload, and its trailer where it has one, is signed over the signature before,
 * that of the headers first. @throws AwsError
 */
export async function assertSignedChunks(
  { headers, body }: Pick<ServiceCall, 'headers' | 'body'>,
  { signing, secretAccessKey, signature: first }: SignedRequest,
): Promise<void> {
  const { date, region, service } = signing.credential;
  const scope = [headers['x-amz-date'], `${date}/${region}/${service}/aws4_request`];
  let before = first;
  const assertNext = async (kind: string, { signature, hashes }: { signature: string; hashes: readonly string[] }) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, ...scope, before, ...hashes].join('\n');
    if (!(await isSignatureOfText(text, { signing, secretAccessKey, signature }))) throw signatureDoesNotMatch();
    before = signature;
  };
  const { chunks, rest } = readChunks(body);
  for (const { bytes, extension } of chunks)
    await assertNext('PAYLOAD', { signature: afterMark(extension, '='), hashes: [sha256(''), sha256(bytes)] });
  if (String(headers['x-amz-content-sha256']).endsWith('-TRAILER')) await assertNext('TRAILER', trailerOf(rest));
}

/** The trailing headers as they are signed, a line each, and the signature in the last. */
function trailerOf(rest: string): { signature: string; hashes: readonly string[] } {
  const lines = rest.split('\r\n').filter((line) => line !== '');
  const [last = ''] = lines.slice(-1);
  const signature = last.startsWith('x-amz-trailer-signature:') ? afterMark(last, ':') : '';
  return {
    signature,
    hashes: [
      sha256(
        lines
          .slice(0, -1)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    ],
  };
}

const afterMark = (text: string, mark: string): string => text.slice(text.indexOf(mark) + 1).trim();

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

interface Chunk {
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
