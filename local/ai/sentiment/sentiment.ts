import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { type SentimentLanguage, sentimentFeatures } from './features.ts';

type Sentiment = 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL' | 'MIXED';

interface SentimentResult {
  readonly sentiment: Sentiment;
  /** Each 0–1; they sum to 1. */
  readonly scores: {
    readonly positive: number;
    readonly negative: number;
    readonly neutral: number;
    readonly mixed: number;
  };
}

/** Where the tone may change: contrasting conjunctions and Korean endings, and the end of a sentence. */
const TURN = {
  ko: /지만[\s,]|는데[\s,]|은데[\s,]|하지만|그런데|그러나|반면|[.!?\n]+/u,
  en: /\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\byet\b|\bon the other hand\b|[.!?\n]+/iu,
} as const satisfies Record<SentimentLanguage, RegExp>;

/** A clause counts when its tone is clear and it is more than an interjection. */
const CLEAR_TONE = 0.7;
const MIN_CLAUSE_LETTERS = 8;

/**
 * The tone of a whole text; MIXED when two of its clauses are clearly of opposite tone, which no model is trained on.
 */
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

/** Probabilities of the tones; they sum to 1. */
interface Tone {
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
}

/** Weights of a part of the model; n-grams share one where their hashes meet. 64 KB together. */
export const POLARITY_BUCKETS = 49_152;
export const TONED_BUCKETS = 16_384;

const partSchema = z.object({ bias: z.number(), step: z.number(), int8Base64: z.string() });
const weightsSchema = z.object({
  sources: z.array(z.object({ name: z.string(), licence: z.string() })),
  toned: partSchema,
  polarity: partSchema,
});

interface ModelPart {
  readonly bias: number;
  readonly step: number;
  readonly weights: Int8Array;
}

interface Model {
  readonly toned: ModelPart;
  readonly polarity: ModelPart;
}

const models = new Map<SentimentLanguage, Model>();

/** The tone of a text by two linear models of its language: whether it has one, and which. */
function toneOf(text: string, language: SentimentLanguage): Tone {
  const model = loadModel(language);
  const features = sentimentFeatures(text, language);
  const toned = probability(model.toned, features);
  const positive = probability(model.polarity, features);
  return { positive: toned * positive, negative: toned * (1 - positive), neutral: 1 - toned };
}

function probability({ bias, step, weights }: ModelPart, features: readonly number[]): number {
  let sum = 0;
  for (const feature of features) sum += weights[feature % weights.length] ?? 0;
  return 1 / (1 + Math.exp(-bias - (sum * step) / Math.sqrt(Math.max(1, features.length))));
}

function loadModel(language: SentimentLanguage): Model {
  const known = models.get(language);
  if (known !== undefined) return known;
  const file = new URL(`weights.${language}.json`, import.meta.url);
  const { toned, polarity } = weightsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const model = { toned: unpack(toned), polarity: unpack(polarity) };
  models.set(language, model);
  return model;
}

function unpack({ bias, step, int8Base64 }: z.infer<typeof partSchema>): ModelPart {
  const bytes = Buffer.from(int8Base64, 'base64');
  return { bias, step, weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}
