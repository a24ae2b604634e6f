import * as z from 'zod/mini';

/** State of an API key. `expiring` = works for another week at most; its replacement should be in use by then. */
export const ApiKeyState = z.enum(['active', 'expiring', 'expired', 'revoked']);
export type ApiKeyState = z.infer<typeof ApiKeyState>;
