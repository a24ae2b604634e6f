import * as z from 'zod/mini';

/**
 * Whether a key and its inquiries are for real customers. Test inquiries run the whole flow, but their mail goes only
 * to the company's test address, and neither mode sees the other's inquiries.
 */
export const Mode = z.enum(['live', 'test']);
export type Mode = z.infer<typeof Mode>;

/** Items without a mode are live. */
export const modeOf = ({ mode }: { readonly mode?: Mode | undefined }): Mode => mode ?? 'live';
