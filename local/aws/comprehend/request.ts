import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';

type Input = Readonly<Record<string, unknown>>;

/** Comprehend's LanguageCode for sentiment and key phrases. */
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'zh', 'zh-TW'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

const textSchema = z.string();
const languageSchema = z.enum(LANGUAGES);

/**
 * The request's `Text`. Throws ValidationException when it is missing, TextSizeLimitExceededException when it is too
 * long.
 */
export function parseText(input: Input, maxBytes: number): string {
  const { data: text } = textSchema.safeParse(input.Text);
  if (text === undefined) throw notNull('text');
  return checkSize(text, maxBytes);
}

export function checkSize(text: string, maxBytes: number): string {
  if (text === '') {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'text' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > maxBytes) {
    throw new AwsError(
      'TextSizeLimitExceededException',
      `Input text size exceeds limit. Max length of request text allowed is ${maxBytes} bytes while in this request the text size is ${bytes} bytes`,
    );
  }
  return text;
}

/**
 * The request's `LanguageCode`. Throws ValidationException for one that AWS does not list; `allowed` narrows the list.
 */
export function parseLanguage(input: Input, allowed: readonly LanguageCode[] = LANGUAGES): LanguageCode {
  if (input.LanguageCode === undefined) throw notNull('languageCode');
  const { data: language } = languageSchema.safeParse(input.LanguageCode);
  if (language !== undefined && allowed.includes(language)) return language;
  throw new AwsError(
    'ValidationException',
    `Value '${String(input.LanguageCode)}' at 'languageCode'failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/** English or Korean, for which there are local models; AWS's other languages are refused rather than guessed at. */
export function servedLanguage(language: LanguageCode): 'en' | 'ko' {
  if (language === 'en' || language === 'ko') return language;
  throw new AwsError(
    'UnsupportedLanguageException',
    `The local models read en and ko; language ${language} needs Amazon Comprehend`,
  );
}

function notNull(member: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
