import { createHash } from 'node:crypto';
import type { ServiceCall } from '../service.ts';
import { isSignatureOfText, type SignedRequest, signatureDoesNotMatch } from '../signature.ts';
import { readChunks } from './chunks.ts';

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
