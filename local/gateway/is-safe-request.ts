import * as z from 'zod/mini';

const safeRequest = z.union([
  z.object({ httpMethod: z.enum(['GET', 'HEAD', 'OPTIONS']) }),
  z.object({ type: z.literal('REQUEST'), methodArn: z.string() }),
]);

/**
 * Whether a function of the API may be called again with this payload when nobody knows how far it came: a safe method
 * (RFC 9110, 9.2.1) or a question to the authorizer. Of any other request the caller decides, who knows its Idempotency-Key.
 */
export function isSafeRequest(payload: string): boolean {
  try {
    return safeRequest.safeParse(JSON.parse(payload)).success;
  } catch (error) {
    if (error instanceof SyntaxError) return true; // the function is not called with it
    throw error;
  }
}
