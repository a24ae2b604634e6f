import type { LanguageCode } from '@aws-sdk/client-comprehend';

/** What Comprehend is asked of one text: how much of it, in UTF-8 bytes, and in which languages it knows the answer. */

/** Enough to tell a language by; more only costs more. */
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
