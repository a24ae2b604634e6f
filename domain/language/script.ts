import type { LanguageCode } from '../../schemas/inquiry.ts';

/** The writing system that is most typical of a text's language; `none` = no letters. */
type Script = 'hangul' | 'kana' | 'han' | 'latin' | 'other' | 'none';

/** Korean inquiries quote Latin product names and URLs, so a fifth of the letters is enough to make a text Korean. */
const leastHangulShare = 0.2;

/** Japanese is largely Han, but hardly a sentence goes without kana, and no other language has them. */
const leastKanaShare = 0.05;

const leastHanShare = 0.2;
const leastLatinShare = 0.5;

/**
 * The script of a text, by shares of its letters: Hangul from 20 %, else kana from 5 %, else Han from 20 %, else Latin
 * from 50 %, else `other`; `none` without letters.
 */
export function scriptOf(text: string): Script {
  const letters = countOf(text, /\p{L}/gu);
  if (letters === 0) return 'none';
  if (countOf(text, /\p{Script=Hangul}/gu) / letters >= leastHangulShare) return 'hangul';
  if (countOf(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) / letters >= leastKanaShare) return 'kana';
  if (countOf(text, /\p{Script=Han}/gu) / letters >= leastHanShare) return 'han';
  return countOf(text, /\p{Script=Latin}/gu) / letters >= leastLatinShare ? 'latin' : 'other';
}

/**
 * The language where the script alone decides it (ko, ja, zh), else null: Latin and other scripts serve many languages.
 */
export function languageByScript(text: string): LanguageCode | null {
  const script = scriptOf(text);
  if (script === 'hangul') return 'ko';
  if (script === 'kana') return 'ja';
  return script === 'han' ? 'zh' : null;
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * The language of an entry or a question that names none: by its script where that decides, English for Latin script,
 * else `und`. Other languages in Latin script must be named.
 */
export function languageOfWords(text: string): LanguageCode {
  return languageByScript(text) ?? (scriptOf(text) === 'latin' ? 'en' : 'und');
}
