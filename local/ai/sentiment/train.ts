/**
 * Trains the sentiment weights: `node local/ai/sentiment/train.ts <data folder>`. The folder holds
 * `train/ko_reviews.tsv` (NSMC), `train/ko_comments.jsonl` (KOTE), `train/en_sentences.tsv` (VADER ground truth) and
 * `train/en_questions.txt` (CLINC150); their licences are written into the weights.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type SentimentLanguage, sentimentFeatures } from './features.ts';
import { ownPhrases } from './own-phrases.ts';
import { POLARITY_BUCKETS, TONED_BUCKETS } from './sentiment.ts';

interface Example {
  readonly features: readonly number[];
  readonly label: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL';
}

const EPOCHS = 4;
const LEARNING_RATE = 0.2;
const L2 = 1e-4;
/** Neutral texts are repeated until both sides of the tone part are about even, so often at most. */
const MAX_REPEATS = 12;
/**
 * Added to the bias of the tone part. The Korean sets hold hardly a text without a tone, so the even training share of
 * one half is replaced by the share expected among inquiries (ln(0.3 / 0.7)); the English sets have their own neutral
 * texts.
 */
const TONED_PRIOR_SHIFT = { ko: -0.85, en: 0 } as const satisfies Record<SentimentLanguage, number>;
const SEED = 20_260_101;
/** A human mean score beyond this is a clear tone, below the smaller one none. */
const CLEAR_TONE = 0.8;
const NO_TONE = 0.35;

const SOURCES = {
  ko: [
    { name: 'e9t/nsmc', licence: 'CC0 1.0' },
    { name: 'searle-j/KOTE', licence: 'MIT' },
    { name: 'own-phrases.ts', licence: 'Apache-2.0' },
  ],
  en: [
    { name: 'cjhutto/vaderSentiment, hutto_ICWSM_2014', licence: 'MIT' },
    { name: 'clinc/oos-eval', licence: 'CC BY 3.0' },
    { name: 'own-phrases.ts', licence: 'Apache-2.0' },
  ],
} as const;

const commentSchema = z.object({ text: z.string(), label: z.enum(['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED']) });

function koreanExamples(folder: string): readonly Example[] {
  const reviews = lines(join(folder, 'train/ko_reviews.tsv')).map((line) => {
    const [label, text] = line.split('\t');
    return example(text ?? '', { language: 'ko', label: label === '1' ? 'POSITIVE' : 'NEGATIVE' });
  });
  const comments = lines(join(folder, 'train/ko_comments.jsonl')).flatMap((line) => {
    const { text, label } = commentSchema.parse(JSON.parse(line));
    return label === 'MIXED' ? [] : [example(text, { language: 'ko', label })];
  });
  return [...reviews, ...comments, ...comments, ...own('ko')];
}

function englishExamples(folder: string): readonly Example[] {
  const sentences = lines(join(folder, 'train/en_sentences.tsv')).flatMap((line) => {
    const [score = '0', text = ''] = line.split('\t');
    const tone = Number(score);
    if (Math.abs(tone) < NO_TONE) return [example(text, { language: 'en', label: 'NEUTRAL' })];
    if (Math.abs(tone) < CLEAR_TONE) return [];
    return [example(text, { language: 'en', label: tone > 0 ? 'POSITIVE' : 'NEGATIVE' })];
  });
  const questions = lines(join(folder, 'train/en_questions.txt'))
    .filter((_text, index) => index % 3 === 0)
    .map((text) => example(text, { language: 'en', label: 'NEUTRAL' }));
  return [...sentences, ...questions, ...own('en')];
}

function own(language: SentimentLanguage): readonly Example[] {
  return ownPhrases(language).map(({ text, label }) => example(text, { language, label }));
}

function example(text: string, { language, label }: { language: SentimentLanguage; label: Example['label'] }): Example {
  return { features: sentimentFeatures(text, language), label };
}

function lines(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

interface Trained {
  readonly bias: number;
  readonly weights: Float64Array;
}

/** Logistic regression by AdaGrad: the probability that `isTrue` holds. */
function train(
  examples: readonly Example[],
  { buckets, isTrue }: { buckets: number; isTrue: (item: Example) => boolean },
): Trained {
  const learner = { bias: 0, weights: new Float64Array(buckets), squares: new Float64Array(buckets) };
  const random = mulberry32(SEED);
  const order = examples.map((_example, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const item = examples[index];
      if (item === undefined || item.features.length === 0) continue;
      const features = item.features.map((feature) => feature % buckets);
      const probability = 1 / (1 + Math.exp(-score(learner, features)));
      step(learner, features, probability - (isTrue(item) ? 1 : 0));
    }
  }
  return learner;
}

type Learner = { bias: number; weights: Float64Array; squares: Float64Array };

function score({ bias, weights }: Learner, features: readonly number[]): number {
  let sum = 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return bias + sum / Math.sqrt(features.length);
}

function step(learner: Learner, features: readonly number[], error: number): void {
  const value = 1 / Math.sqrt(features.length);
  learner.bias -= 0.01 * error;
  for (const feature of features) {
    const weight = learner.weights[feature] ?? 0;
    const gradient = error * value + L2 * weight;
    const squares = (learner.squares[feature] ?? 0) + gradient * gradient;
    learner.squares[feature] = squares;
    learner.weights[feature] = weight - (LEARNING_RATE * gradient) / (Math.sqrt(squares) + 1e-8);
  }
}

/** The repeatable generator of Tommy Ettinger, so that training twice gives the same weights. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const held = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = held;
  }
}

/** Int8 with one step width for all weights; the few beyond 6 standard deviations are clipped. */
function pack({ bias, weights }: Trained): { bias: number; step: number; int8Base64: string } {
  const spread = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0) / weights.length);
  const width = (6 * spread) / 127;
  const packed = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / width))));
  return {
    bias: Number(bias.toFixed(4)),
    step: Number(width.toPrecision(5)),
    int8Base64: Buffer.from(packed.buffer).toString('base64'),
  };
}

function writeWeights(language: SentimentLanguage, examples: readonly Example[]): void {
  const withTone = examples.filter(({ label }) => label !== 'NEUTRAL');
  const withoutTone = examples.filter(({ label }) => label === 'NEUTRAL');
  const repeats = Math.min(MAX_REPEATS, Math.floor(withTone.length / withoutTone.length));
  const even = [...withTone, ...Array.from({ length: repeats }, () => withoutTone).flat()];
  const toned = train(even, { buckets: TONED_BUCKETS, isTrue: ({ label }) => label !== 'NEUTRAL' });
  const polarity = train(withTone, { buckets: POLARITY_BUCKETS, isTrue: ({ label }) => label === 'POSITIVE' });
  const weights = {
    sources: SOURCES[language],
    toned: pack({ ...toned, bias: toned.bias + TONED_PRIOR_SHIFT[language] }),
    polarity: pack(polarity),
  };
  writeFileSync(new URL(`weights.${language}.json`, import.meta.url), `${JSON.stringify(weights, null, 2)}\n`);
}

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error('usage: node local/ai/sentiment/train.ts <data folder>');
writeWeights('ko', koreanExamples(dataFolder));
writeWeights('en', englishExamples(dataFolder));
