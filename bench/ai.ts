import * as z from 'zod/mini';
import { findPersonalData } from '../domain/personal-data/find-personal-data.ts';
import { detectLanguages } from '../local/ai/language.ts';
import { detectSentiment } from '../local/ai/sentiment/sentiment.ts';
import { benchAnswerModel } from './ai/answer-model.ts';
import { benchOcr } from './ai/ocr.ts';
import { percent, print, readLines } from './ai/read-lines.ts';

/** Measures the local AI parts on the labelled data of a folder and prints one line a set. A missing set fails. */
export async function benchAi(dataFolder: string): Promise<void> {
  benchLanguage(dataFolder);
  benchSentiment(dataFolder);
  benchPersonalData(dataFolder);
  benchAnswerModel(dataFolder);
  await benchOcr(dataFolder);
}

const textSchema = z.object({ text: z.string(), lang: z.string(), kind: z.optional(z.string()) });

/** Share of texts whose first guess is right. */
function benchLanguage(folder: string): void {
  const texts = readLines([folder, 'language/short_texts.jsonl'], textSchema);
  for (const kind of new Set(texts.map((text) => text.kind))) {
    report(
      `language ${kind}`,
      texts.filter((text) => text.kind === kind),
    );
  }
  report('language shop questions', readLines([folder, 'faq/shop_questions.jsonl'], textSchema));
  report('language utterances en', readLines([folder, 'faq/shop_utterances_en.jsonl'], textSchema));
}

function report(name: string, texts: readonly z.infer<typeof textSchema>[]): void {
  const right = texts.filter(({ text, lang }) => detectLanguages(text)[0]?.languageCode === lang).length;
  print(`${name}: ${percent(right, texts.length)} of ${texts.length}`);
}

const labelled = z.object({ text: z.string(), label: z.string() });
const question = z.object({ text: z.string(), lang: z.string() });
const SETS = [
  ['ko_movie_reviews', 'ko'],
  ['ko_comments_emotions', 'ko'],
  ['en_airline_tweets', 'en'],
  ['en_product_snippets', 'en'],
  ['en_review_sentences', 'en'],
] as const;

/**
 * Right of the clearly toned texts (positive against negative), right of all but the mixed, and how many plain
 * questions are neutral.
 */
function benchSentiment(folder: string): void {
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

const withSpans = z.object({
  text: z.string(),
  spans: z.array(z.object({ type: z.string(), begin: z.number(), end: z.number() })),
});

/** The English set's names for our kinds. */
const OURS: Readonly<Record<string, string>> = {
  CREDIT_CARD: 'CREDIT_DEBIT_NUMBER',
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  PERSON: 'NAME',
  STREET_ADDRESS: 'ADDRESS',
  US_SSN: 'SSN',
  IBAN_CODE: 'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  DOMAIN_NAME: 'URL',
};

interface Counts {
  exact: number;
  missed: number;
  false: number;
}

/**
 * By kind: spans found to the character, missed, and found where there is none (an overlap of the same kind is not
 * false).
 */
function benchPersonalData(folder: string): void {
  for (const language of ['ko', 'en']) {
    const counts = new Map<string, Counts>();
    for (const item of readLines([folder, `pii/${language}_labelled.jsonl`], withSpans))
      count(item, { language, counts });
    for (const [type, { exact, missed, false: wrong }] of [...counts].sort()) {
      print(`personal data ${language} ${type}: exact ${exact}, missed ${missed}, false ${wrong}`);
    }
  }
}

function count(
  { text, spans }: z.infer<typeof withSpans>,
  { language, counts }: { language: string; counts: Map<string, Counts> },
): void {
  const found = findPersonalData(text, { language });
  const gold = spans.map((span) => ({ ...span, type: OURS[span.type] ?? span.type }));
  const countOf = (type: string): Counts => {
    const known = counts.get(type) ?? { exact: 0, missed: 0, false: 0 };
    counts.set(type, known);
    return known;
  };
  for (const { type, begin, end } of gold) {
    const isFound = found.some((span) => span.type === type && span.begin === begin && span.end === end);
    countOf(type)[isFound ? 'exact' : 'missed'] += 1;
  }
  for (const span of found) {
    const isMeant = gold.some(({ type, begin, end }) => type === span.type && begin < span.end && span.begin < end);
    if (!isMeant) countOf(span.type).false += 1;
  }
}
