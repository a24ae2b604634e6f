import * as z from 'zod/mini';
import { detectSentiment } from '../../local/ai/sentiment/sentiment.ts';
import { percent, print, readLines } from './read-lines.ts';

const labelled = z.object({ text: z.string(), label: z.string() });
const question = z.object({ text: z.string(), lang: z.string() });
const SETS = [
  ['ko_movie_reviews', 'ko'],
  ['ko_comments_emotions', 'ko'],
  ['en_airline_tweets', 'en'],
  ['en_product_snippets', 'en'],
  ['en_review_sentences', 'en'],
] as const;

/** Right of the clearly toned texts (positive against negative), right of all but the mixed, and how many plain questions are neutral. */
export function benchSentiment(folder: string): void {
  for (const [name, language] of SETS) {
    const texts = readLines([folder, `sentiment/${name}.jsonl`], labelled);
    const toned = texts.filter(({ label }) => label === 'POSITIVE' || label === 'NEGATIVE');
    const rightSide = toned.filter(({ text, label }) => {
      const { positive, negative } = detectSentiment(text, language).scores;
      return positive > negative === (label === 'POSITIVE');
    });
    const plain = texts.filter(({ label }) => label !== 'MIXED');
    const right = plain.filter(({ text, label }) => detectSentiment(text, language).sentiment === label);
    print(
      `sentiment ${name}: two classes ${percent(rightSide.length, toned.length)}, three ${percent(right.length, plain.length)}`,
    );
  }
  const questions = readLines([folder, 'faq/shop_questions.jsonl'], question);
  for (const language of ['ko', 'en'] as const) {
    const own = questions.filter(({ lang }) => lang === language);
    const neutral = own.filter(({ text }) => detectSentiment(text, language).sentiment === 'NEUTRAL');
    print(`sentiment shop questions ${language}: neutral ${percent(neutral.length, own.length)}`);
  }
}
