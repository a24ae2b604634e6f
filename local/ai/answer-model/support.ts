import { tokenize } from '../../../domain/retrieval/tokenize.ts';
import type { RequestPassage } from './read-prompt.ts';

/** How well a passage answers one sentence of the inquiry. */
export interface Support {
  readonly passage: RequestPassage;
  /** The sentence of the inquiry. */
  readonly question: string;
  /** Share of the question's content in the passage, 0–1. */
  readonly coverage01: number;
  /** Share of the passage's title in the question, 0–1. */
  readonly titleMatch01: number;
  /** Words of the question found in the passage. */
  readonly words: number;
}

/** Pairs of syllables repeat what the word says, so a pair counts for half a word. */
const PAIR_WEIGHT = 0.5;

/** Every pair of a question and a passage that share a word. */
export function supportsOf(
  questions: readonly string[],
  { passages, language }: { readonly passages: readonly RequestPassage[]; readonly language: string },
): readonly Support[] {
  const prepared = passages.map((passage) => ({
    passage,
    title: new Set(tokenize(passage.title, language)),
    all: new Set(tokenize(`${passage.title}\n${passage.text}`, language)),
  }));
  const weightOf = termWeights(prepared.map(({ all }) => all));
  return questions.flatMap((question) => {
    const terms = new Set(tokenize(question, language));
    return prepared.map(({ passage, title, all }) => ({
      passage,
      question,
      coverage01: share(terms, { within: all, weightOf }),
      titleMatch01: share(title, { within: terms, weightOf }),
      words: wordsIn(terms, all),
    }));
  });
}

function wordsIn(terms: ReadonlySet<string>, passage: ReadonlySet<string>): number {
  let words = 0;
  for (const term of terms) if (passage.has(term)) words += isPair(term) ? PAIR_WEIGHT : 1;
  return words;
}

/** A term in all given passages distinguishes them less than one in a single passage. */
function termWeights(passages: readonly ReadonlySet<string>[]): (term: string) => number {
  return (term) => {
    const found = passages.filter((passage) => passage.has(term)).length;
    const rarity = Math.log(1 + (passages.length + 1) / (found + 1));
    return rarity * (isPair(term) ? PAIR_WEIGHT : 1);
  };
}

/** The tokenizer marks whole Korean words; bare runs of two syllables are pairs. */
function isPair(term: string): boolean {
  return /^\p{Script=Hangul}{2}$/u.test(term);
}

function share(
  terms: ReadonlySet<string>,
  { within, weightOf }: { within: ReadonlySet<string>; weightOf: (term: string) => number },
): number {
  let covered = 0;
  let total = 0;
  for (const term of terms) {
    const weight = weightOf(term);
    total += weight;
    if (within.has(term)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** The sentences of a text, verbatim so that each can be quoted; line ends divide as well. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?。？！]["'”’)]?)\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const KOREAN_ASKING =
  /(?:나요|까요|가요|는지|은지|인지|ㄴ지|을까|를까|어요|되요|돼요|대요|죠|래요|세요|싶어요|싶은데요?|싶습니다|주세요|해줘|함|음|임|됨|궁금|문의|방법|어케|어떻게|언제|어디|얼마|무엇|뭐|왜|[?？])/u;
const ENGLISH_ASKING =
  /\?|^(?:how|what|when|where|why|which|who|can|could|do|does|did|is|are|am|will|would|should|may|has|have)\b|\b(?:how (?:do|can|to|long|much|many)|i (?:want|need|would like|wish)|please|tell me|wondering|want to know|let me know|help me)\b/iu;

/** The sentences that ask or wish for something; all of them when none does. Greetings ask nothing. */
export function askingSentences(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  const asking = sentences.filter((sentence) =>
    /\p{Script=Hangul}/u.test(sentence) ? KOREAN_ASKING.test(sentence) : ENGLISH_ASKING.test(sentence),
  );
  return asking.length > 0 ? asking : sentences;
}
