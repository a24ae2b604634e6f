import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** The thread that waits for a token. */
export interface TokenTarget {
  readonly seq: number;
  readonly threadId: number;
}

/** A token says which thread of which execution it belongs to, and is signed so that a made-up one is told apart. */
export interface TaskTokens {
  issue(target: TokenTarget): string;
  /** Undefined when the token is none of ours. */
  read(token: string): TokenTarget | undefined;
}

/** Tokens signed with `key`; they read the same after a restart as long as the key is the same. */
export function taskTokens(key: string): TaskTokens {
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, 16);
  return {
    issue({ seq, threadId }) {
      const body = `${seq}.${threadId}.${randomUUID()}`;
      return `${Buffer.from(body).toString('base64url')}.${sign(body).toString('base64url')}`;
    },
    read(token) {
      const [encoded = '', signature = ''] = token.split('.');
      const body = Buffer.from(encoded, 'base64url').toString();
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [seq, threadId] = body.split('.').map(Number);
      return seq === undefined || threadId === undefined ? undefined : { seq, threadId };
    },
  };
}
