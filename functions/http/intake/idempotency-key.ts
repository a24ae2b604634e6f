import { createHash } from 'node:crypto';
import type { OperationId } from '../../../schemas/api/routes.ts';
import type { Mode } from '../../../schemas/mode.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** What the table keeps of an Idempotency-Key: hashes, since a client chose the key and the body is large. */
export interface IdempotencyKey {
  readonly keyHash: string;
  readonly bodyHash: string;
}

const printableAscii = /^[\x20-\x7e]{1,255}$/;

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

interface KeyedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Of the caller's key: a key of one mode never replays what the other made. */
  readonly mode: Mode;
  readonly part?: number;
}

/** The key a request carries, for the whole of it or one `part`; undefined when it carries none. @throws ProblemError bad_request */
export function readIdempotencyKey(
  operation: OperationId,
  { headers, bytes, mode, part }: KeyedRequest,
): IdempotencyKey | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!printableAscii.test(key)) {
    const detail = `Idempotency-Key has ${key.length} characters; 1–255 of printable ASCII are allowed`;
    throw new ProblemError('bad_request', { detail });
  }
  const space = mode === 'test' ? `test|${operation}` : operation;
  return { keyHash: sha256(`${space}|${part === undefined ? '' : `${part}|`}${key}`), bodyHash: sha256(bytes) };
}
