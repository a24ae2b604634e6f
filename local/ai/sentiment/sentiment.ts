import type { SentimentLanguage } from './features.ts';
import { type Tone, toneOf } from './model.ts';

export type Sentiment = 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL' | 'MIXED';

export interface SentimentResult {
  readonly sentiment: Sentiment;
  /** Each 0–1; they sum to 1. */
  readonly scores: {
    readonly positive: number;
    readonly negative: number;
    readonly neutral: number;
    readonly mixed: number;
  };
}

/** Where a text may turn: contrasting conjunctions and Korean endings, and the end of a sentence. */
const TURN = {
  ko: /지만[\s,]|는데[\s,]|은데[\s,]|하지만|그런데|그러나|반면|[.!?\n]+/u,
  en: /\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\byet\b|\bon the other hand\b|[.!?\n]+/iu,
} as const satisfies Record<SentimentLanguage, RegExp>;

/** A clause counts when its tone is clear and it is more than an interjection. */
const CLEAR_TONE = 0.7;
const MIN_CLAUSE_LETTERS = 8;

/** The tone of a whole text; MIXED when two of its clauses are clearly of opposite tone, which no model is trained on. */
export function detectSentiment(text: string, language: SentimentLanguage): SentimentResult {
  const whole = toneOf(text, language);
  const clauses = text
    .split(TURN[language])
    .filter((clause) => (clause.match(/\p{L}/gu) ?? []).length >= MIN_CLAUSE_LETTERS)
    .map((clause) => toneOf(clause, language));
  const praise = Math.max(0, ...clauses.map((tone) => tone.positive));
  const blame = Math.max(0, ...clauses.map((tone) => tone.negative));
  const clearest = Math.min(praise, blame);
  return clearest >= CLEAR_TONE ? result(whole, clearest) : result(whole, whole.positive * whole.negative);
}

function result(tone: Tone, mixed: number): SentimentResult {
  const rest = 1 - mixed;
  const scores = {
    positive: tone.positive * rest,
    negative: tone.negative * rest,
    neutral: tone.neutral * rest,
    mixed,
  };
  const ranked = [
    ['NEUTRAL', scores.neutral],
    ['NEGATIVE', scores.negative],
    ['POSITIVE', scores.positive],
    ['MIXED', scores.mixed],
  ] as const;
  const [sentiment] = ranked.reduce((best, next) => (next[1] > best[1] ? next : best));
  return { sentiment, scores };
}
