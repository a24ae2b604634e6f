import { humanText } from '../../../schemas/api/text.ts';
import { requireMediaType, utf8Text } from '../../middleware/http-body.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

export const replyCharacters = 8_000;

const Reply = humanText(replyCharacters);

export type ReplyForm =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'invalid'; readonly text: string };

/** The text an agent typed. Line ends are LF, as everywhere else in the product. @throws ProblemError bad_request */
export function readReplyForm(bytes: Uint8Array, headers: Readonly<Record<string, string>>): ReplyForm {
  requireForm(headers['content-type']);
  const text = (new URLSearchParams(utf8Text(bytes)).get('reply') ?? '').replace(/\r\n?/g, '\n');
  const reply = Reply.safeParse(text);
  return reply.success ? { kind: 'typed', text: reply.data.trim() } : { kind: 'invalid', text };
}

function requireForm(contentType: string | undefined): void {
  try {
    requireMediaType(contentType, 'application/x-www-form-urlencoded');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError('bad_request', { detail: error.message, cause: error });
  }
}
