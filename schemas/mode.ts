import * as z from 'zod/mini';

/**
 * Whether a key and what it makes are for real customers. Test inquiries run the whole flow, but their mail goes to nobody
 * who did not ask for it, and neither mode sees the other's inquiries.
 */
export const Mode = z.enum(['live', 'test']);
export type Mode = z.infer<typeof Mode>;

/** What carries no mode is live. */
export const modeOf = ({ mode }: { readonly mode?: Mode | undefined }): Mode => mode ?? 'live';
