import type { LanguageCode } from '../../schemas/inquiry.ts';

/** The languages that people are written to in: mails, pages and the console. */
export type WordLanguage = 'ko' | 'en';

/** The words for each of a closed set of names, in every language: a name without a word is a compile error. */
export type Words<Name extends string> = Readonly<Record<WordLanguage, Readonly<Record<Name, string>>>>;

/** Korean for Korean, English for every other language. */
export const wordLanguageOf = (language: LanguageCode): WordLanguage => (language === 'ko' ? 'ko' : 'en');
