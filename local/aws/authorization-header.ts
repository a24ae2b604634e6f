import type { IncomingHttpHeaders } from 'node:http';
import { ALGORITHM, type Signing, signingOf } from './signature.ts';

/** What the Authorization header of a signed call says. */
export interface SignedHeader {
  readonly signing: Signing;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const PARTS = ['Credential', 'SignedHeaders', 'Signature'] as const;

/**
 * `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=a;b, Signature=…` beside X-Amz-Date; undefined unless each part is there
 * once, as what reads the service from it takes the first.
 */
export function parseAuthorization(headers: IncomingHttpHeaders): SignedHeader | undefined {
  const { authorization = '', 'x-amz-date': amzDate } = headers;
  if (!authorization.startsWith(`${ALGORITHM} `) || typeof amzDate !== 'string') return undefined;
  const given = authorization.slice(ALGORITHM.length).split(',').map(nameAndValue);
  const [credential, signedHeaders, signature] = PARTS.map((part) => given.find(([name]) => name === part)?.[1]);
  if (given.length !== PARTS.length || credential === undefined || signedHeaders === undefined) return undefined;
  const signing = signingOf({ credential, amzDate });
  if (signing === undefined || signature === undefined) return undefined;
  return { signing, signedHeaders: signedHeaders.split(';'), signature };
}

function nameAndValue(part: string): readonly [string, string] {
  const trimmed = part.trim();
  const mark = trimmed.indexOf('=');
  return [trimmed.slice(0, mark), trimmed.slice(mark + 1)];
}
