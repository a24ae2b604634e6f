import * as z from 'zod/mini';

/** Where an API key stands. `expiring` = works, but for a week at most: its replacement should be in use by then. */
export const ApiKeyState = z.enum(['active', 'expiring', 'expired', 'revoked']);
export type ApiKeyState = z.infer<typeof ApiKeyState>;
