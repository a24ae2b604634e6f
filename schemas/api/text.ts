import * as z from 'zod/mini';

// Tab, line feed and carriage return are text; the other C0 and C1 controls, NUL and lone surrogates are not.
const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || (code >= 0x7f && code <= 0x9f);

/** True when the text is well-formed Unicode without control characters other than tab and line ends. */
export function isPlainText(text: string): boolean {
  if (!text.isWellFormed()) return false;
  for (let index = 0; index < text.length; index++) {
    if (isControl(text.charCodeAt(index))) return false;
  }
  return true;
}

/** Text a person wrote: `minLength`–`maxLength` UTF-16 units, not blank, no control characters. */
export const humanText = (maxLength: number) =>
  z.string().check(
    z.maxLength(maxLength),
    z.refine((text) => text.trim() !== '', 'must not be blank'),
    z.refine(isPlainText, 'must not hold control characters or broken Unicode'),
  );

/** One line of text, such as a title or file name. */
export const humanLine = (maxLength: number) =>
  humanText(maxLength).check(z.refine((text) => !/[\r\n]/.test(text), 'must be a single line'));
