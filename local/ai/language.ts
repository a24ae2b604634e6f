import { eld } from 'eld/extrasmall';

interface LanguageGuess {
  /** ISO 639-1. */
  readonly languageCode: string;
  /** 0–1. */
  readonly score01: number;
}

/** From this share of Hangul on a text is Korean: product names and addresses in Latin letters are common in it. */
const KOREAN_SHARE = 0.2;
const MAX_CHARACTERS = 5_000;
/** The detector's raw scores lie close together; their tenth power lets a clear lead show as one. */
const SHARPNESS = 10;
/** Scores of a text that the detector itself finds too short are halved. */
const UNRELIABLE = 0.5;

/**
 * The likely languages of a text, best first; none when it has no letters. Korean, Japanese and Chinese are told by
 * their script, the rest by n-grams (eld), whose scores are sharpened and normalised.
 */
export function detectLanguages(text: string): readonly LanguageGuess[] {
  const sample = text.slice(0, MAX_CHARACTERS);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return [];
  const hangul = count(sample, /\p{Script=Hangul}/gu) / letters;
  if (hangul >= KOREAN_SHARE) return [{ languageCode: 'ko', score01: scoreOfShare(hangul) }];
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) / letters;
  const han = count(sample, /\p{Script=Han}/gu) / letters;
  if (kana > 0 && kana + han >= KOREAN_SHARE) return [{ languageCode: 'ja', score01: scoreOfShare(kana + han) }];
  if (han >= KOREAN_SHARE) return [{ languageCode: 'zh', score01: scoreOfShare(han) }];
  return byNgrams(sample);
}

/** A script that fills a share s of the letters speaks for its language with at least one half. */
function scoreOfShare(share01: number): number {
  return 0.5 + share01 / 2 - 0.005;
}

function byNgrams(text: string): readonly LanguageGuess[] {
  const guess = eld.detect(text);
  const weights = Object.entries(guess.getScores()).map(([languageCode, score]) => ({
    languageCode,
    weight: score ** SHARPNESS,
  }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  const trust = guess.isReliable() ? 1 : UNRELIABLE;
  return weights
    .map(({ languageCode, weight }) => ({ languageCode, score01: (trust * weight) / sum }))
    .toSorted((a, b) => b.score01 - a.score01)
    .slice(0, 3);
}

function count(text: string, pattern: RegExp): number {
  return (text.match(pattern) ?? []).length;
}
