import type { APIGatewayProxyEvent } from 'aws-lambda';
import { inlineLimits } from '../../schemas/api/limits.ts';
import { ProblemError } from './problem-error.ts';

/** Deeper than any request of ours; parsing and validating recurse no further. */
const deepestJson = 32;

type BodyEvent = Pick<APIGatewayProxyEvent, 'body' | 'isBase64Encoded'>;

/** The body as it came. @throws ProblemError payload_too_large */
export function bodyBytes({ body, isBase64Encoded }: BodyEvent): Buffer {
  const text = body ?? '';
  const bytes = isBase64Encoded ? Math.floor((text.length * 3) / 4) : Buffer.byteLength(text);
  // Base64 may end in two padding characters.
  if (bytes > inlineLimits.bodyBytes + (isBase64Encoded ? 2 : 0)) throw tooLarge(bytes);
  const decoded = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  if (decoded.length > inlineLimits.bodyBytes) throw tooLarge(decoded.length);
  return decoded;
}

const tooLarge = (bytes: number): ProblemError =>
  new ProblemError('payload_too_large', {
    detail: `The body has ${bytes} bytes; at most ${inlineLimits.bodyBytes} are allowed`,
  });

/** @throws ProblemError bad_request when the bytes are not UTF-8 */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ProblemError('bad_request', { detail: 'The body is not valid UTF-8', cause: error });
  }
}

/** @throws ProblemError bad_request, invalid_json */
export function parseJsonBody(bytes: Uint8Array): unknown {
  const text = utf8Text(bytes);
  if (exceedsDepth(text, deepestJson)) {
    throw new ProblemError('invalid_json', { detail: `The body nests deeper than ${deepestJson} levels` });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's own message quotes the body.
    throw new ProblemError('invalid_json', { detail: 'The body is not valid JSON', cause: error });
  }
}

/** The one of `allowed` that the type is, in UTF-8. @throws ProblemError unsupported_media_type */
export function requireMediaType(contentType: string | undefined, ...allowed: readonly string[]): string {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  if (allowed.includes(type) && isUtf8) return type;
  throw new ProblemError('unsupported_media_type', { detail: `The body must be ${allowed.join(' or ')} in UTF-8` });
}

/**
 * True when arrays and objects nest deeper than `deepest` levels. Reads the text once and skips strings whole, so that
 * a hostile body is refused before anything is built from it. Text that is not JSON gives either answer.
 */
export function exceedsDepth(text: string, deepest: number): boolean {
  const structure = /["[\]{}]/g;
  let depth = 0;
  for (let found = structure.exec(text); found !== null; found = structure.exec(text)) {
    if (found[0] === '"') {
      structure.lastIndex = endOfString(text, found.index + 1);
    } else if (found[0] === '[' || found[0] === '{') {
      depth += 1;
      if (depth > deepest) return true;
    } else {
      depth -= 1;
    }
  }
  return false;
}

/** Behind the closing quote of the string whose content starts at `from`; the end of the text when it never closes. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
