import * as z from 'zod/mini';

const ErasureMessage = z.object({
  type: z.literal('inquiry.erased'),
  inquiryId: z.string().check(z.regex(/^[0-9a-z]{26}$/)),
});

/** The inquiry that a topic's message says is erased; null for any other message. */
export function erasedInquiryOf(message: string): string | null {
  try {
    const parsed = ErasureMessage.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data.inquiryId : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
