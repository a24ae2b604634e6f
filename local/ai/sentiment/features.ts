import { fnv1a } from '../feature-hashing.ts';

export type SentimentLanguage = 'en' | 'ko';

const MAX_CHARACTERS = 4_000;
/** Words that invert the tone of the few words after them. */
const NEGATION = /^(?:not|no|never|nothing|nor|without|cannot|hardly|barely|\w+n't)$/u;
const NEGATED_WORDS = 3;
const KOREAN_QUESTION = /(?:나요|까요|가요|은가|는지|는데요|려면|어떻게|어케|언제|어디|얼마|무엇|뭔가요|[?？])/u;
const QUESTION_COPIES = 24;

/**
 * 32-bit hashes of the text's features, each once: character 1–3-grams in Korean, words, word pairs and character
 * 3–4-grams in English.
 */
export function sentimentFeatures(text: string, language: SentimentLanguage): readonly number[] {
  const normal = text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, MAX_CHARACTERS)
    .replace(/[‘’]/gu, "'")
    .replace(/https?:\S+/gu, ' ')
    .replace(/[@#]\w+/gu, ' ')
    .replace(/\d+/gu, '0')
    .replace(/(.)\1{2,}/gsu, '$1$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return language === 'ko' ? koreanFeatures(normal) : englishFeatures(normal);
}

function koreanFeatures(text: string): readonly number[] {
  const bag = createHashedBag();
  const characters = [...` ${text} `];
  for (let size = 1; size <= 3; size += 1) {
    for (let start = 0; start + size <= characters.length; start += 1) {
      bag.add(characters.slice(start, start + size).join(''));
    }
  }
  // The form identifies a plain question, which one n-gram among a hundred could not outweigh.
  if (KOREAN_QUESTION.test(text)) for (let copy = 0; copy < QUESTION_COPIES; copy += 1) bag.add(`question ${copy}`);
  return bag.hashes();
}

function englishFeatures(text: string): readonly number[] {
  const bag = createHashedBag();
  const words = text.match(/[\p{L}']+|[!?]+|[:;=]-?[()dp]/gu) ?? [];
  let negatedFor = 0;
  for (const [index, word] of words.entries()) {
    const isNegated = negatedFor > 0;
    bag.add(isNegated ? `!${word}` : `=${word}`);
    bag.add(`${words[index - 1] ?? '^'} ${word}`);
    const padded = `<${word}>`;
    for (let size = 3; size <= 4; size += 1) {
      for (let start = 0; start + size <= padded.length; start += 1) {
        bag.add(`${isNegated ? '!' : ''}${padded.slice(start, start + size)}`);
      }
    }
    negatedFor = NEGATION.test(word) ? NEGATED_WORDS : negatedFor - 1;
  }
  return bag.hashes();
}

interface HashedBag {
  add(feature: string): void;
  hashes(): readonly number[];
}

/** A set of features kept as 32-bit hashes. */
function createHashedBag(): HashedBag {
  const seen = new Set<number>();
  return {
    add: (feature) => seen.add(fnv1a(feature)),
    hashes: () => [...seen],
  };
}
