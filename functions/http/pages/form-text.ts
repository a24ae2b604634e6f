import { humanText } from '../../../schemas/api/text.ts';
import { requireMediaType, utf8Text } from '../../middleware/http-body.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

type FormText = { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'invalid'; readonly text: string };

/** The text of one field of a page, with LF line ends as everywhere. @throws ProblemError bad_request */
export function readFormText(
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
  { field, mostCharacters }: { field: string; mostCharacters: number },
): FormText {
  requireForm(headers['content-type']);
  const text = (new URLSearchParams(utf8Text(bytes)).get(field) ?? '').replace(/\r\n?/g, '\n');
  const typed = humanText(mostCharacters).safeParse(text);
  return typed.success ? { kind: 'typed', text: typed.data.trim() } : { kind: 'invalid', text };
}

function requireForm(contentType: string | undefined): void {
  try {
    requireMediaType(contentType, 'application/x-www-form-urlencoded');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError('bad_request', { detail: error.message, cause: error });
  }
}
