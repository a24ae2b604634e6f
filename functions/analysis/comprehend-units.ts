import type { LanguageCode } from '@aws-sdk/client-comprehend';
import { languageByScript } from '../../domain/language/script.ts';

/** Limits of Comprehend's requests: the bytes (UTF-8) of a text, and the supported languages. */

/** Enough to detect a language; more only costs more. */
export const languageBytes = 2_000;

/** DetectSentiment takes 5,000 bytes a document. */
export const sentimentBytes = 5_000;

/** DetectPiiEntities takes 100 KB a document. */
export const personalDataBytes = 100_000;

export const sentimentLanguages = [
  'de',
  'en',
  'es',
  'it',
  'pt',
  'fr',
  'ja',
  'ko',
  'hi',
  'ar',
  'zh',
] as const satisfies readonly LanguageCode[];

export const personalDataLanguages = ['en', 'es'] as const satisfies readonly LanguageCode[];

/** Comprehend bills a request by 100 characters begun, and by three such units at least. */
const charactersPerUnit = 100;
const leastUnits = 3;

/**
 * Billed units of the requests that the analysis of `words` in `language` makes, without repeats after faults: the
 * language is that of the customer's own words.
 */
export function comprehendUnits(
  { words, ownWords }: { readonly words: string; readonly ownWords: string },
  language: string,
): number {
  const isKnownTo = (languages: readonly string[]): boolean => languages.includes(language);
  return (
    (languageByScript(ownWords) === null ? unitsOf(ownWords, languageBytes) : 0) +
    (isKnownTo(sentimentLanguages) ? unitsOf(words, sentimentBytes) : 0) +
    (isKnownTo(personalDataLanguages) ? unitsOf(words, personalDataBytes) : 0)
  );
}

function unitsOf(words: string, maxBytes: number): number {
  const characters = Array.from(truncateUtf8(words, maxBytes)).length;
  return Math.max(leastUnits, Math.ceil(characters / charactersPerUnit));
}

const encoder = new TextEncoder();

/** The longest beginning of `text` that takes at most `maxBytes` in UTF-8, never cutting a character. */
export function truncateUtf8(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}
