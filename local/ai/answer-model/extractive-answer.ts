import { tokenize } from '../../../domain/retrieval/tokenize.ts';
import { detectLanguages } from '../language.ts';
import type { AnswerRequest, RequestPassage } from './read-prompt.ts';
import { askingSentences, type Support, sentencesOf, supportsOf } from './support.ts';

/** The input of the tool answer_inquiry. */
export interface ExtractiveAnswer {
  readonly answer: string;
  readonly citations: readonly { readonly passageId: string; readonly quote: string }[];
  readonly needsHuman: boolean;
  readonly needsHumanReason?: string;
  readonly language: string;
}

/**
 * A passage supports a question when the geometric mean of the two shares (question found in passage, title found in
 * question) reaches this: a passage that only brushes the question, or a title that the question only brushes, does
 * not.
 */
const LEAST_SUPPORT = 0.4;
/** One shared word, even a rare one, is no support. */
const LEAST_WORDS = 1.5;
/** Below this share a second question counts as not answered by the passages of the first. */
const LEAST_COVERAGE = 0.25;
/** A question of fewer terms than this ("주말도요?") leans on the one before it. */
const LEAST_TERMS = 3;
const MAX_PASSAGES = 2;
/** A passage up to this length is quoted whole; of a longer one the sentences that fit best. */
const WHOLE_PASSAGE_CHARACTERS = 700;
const MAX_SENTENCES = 4;

const PHRASES = {
  ko: {
    opening: '문의해 주셔서 감사합니다.',
    notFound: '안내 자료에서 문의하신 내용에 대한 답을 찾지 못했습니다. 담당자의 확인이 필요합니다.',
  },
  en: {
    opening: 'Thank you for your inquiry.',
    notFound: 'The published information does not answer this question. A person needs to look at it.',
  },
} as const;

/**
 * Answers by quoting: the passages that support the inquiry's questions, word for word, each with a citation. Says that
 * nothing was found and asks for a person where none does. The same request always gets the same answer; feedback
 * changes nothing.
 */
export function extractAnswer(request: AnswerRequest): ExtractiveAnswer {
  const questions = askingSentences(`${request.inquiry}\n${request.attachmentText}`);
  const passages = request.passages.filter((passage) => isInLanguage(passage, request.language));
  const chosen = chooseSupports(supportsOf(questions, { passages, language: request.language }));
  if (chosen.length === 0) return notFound(request);
  const quotes = chosen.map((support) => ({
    passageId: support.passage.id,
    quote: quoteOf(support, request.language),
  }));
  const language = phraseLanguage(request.language) ?? request.language;
  const opening =
    phraseLanguage(request.language) === undefined ? [] : [PHRASES[language === 'ko' ? 'ko' : 'en'].opening];
  const open = questions.filter((question) => isLeftOpen(question, { chosen, language: request.language }));
  return {
    answer: [...opening, ...quotes.map(({ quote }) => quote)].join('\n\n'),
    citations: quotes,
    needsHuman: open.length > 0,
    ...(open.length > 0 && { needsHumanReason: 'A further question of the inquiry is not answered by the passages.' }),
    language,
  };
}

/** For each question its best passage, if that supports it; the strongest first, each passage once. */
function chooseSupports(supports: readonly Support[]): readonly Support[] {
  const strong = supports
    .filter((support) => strengthOf(support) >= LEAST_SUPPORT && support.words >= LEAST_WORDS)
    .toSorted((a, b) => strengthOf(b) - strengthOf(a));
  const chosen: Support[] = [];
  for (const support of strong) {
    const isTaken = chosen.some(
      ({ passage, question }) => passage === support.passage || question === support.question,
    );
    if (!isTaken && chosen.length < MAX_PASSAGES) chosen.push(support);
  }
  return chosen;
}

function strengthOf({ coverage01, titleMatch01 }: Support): number {
  return Math.sqrt(coverage01 * titleMatch01);
}

function isLeftOpen(
  question: string,
  about: { readonly chosen: readonly Support[]; readonly language: string },
): boolean {
  if (!/[?？]\s*$/u.test(question) || about.chosen.some((support) => support.question === question)) return false;
  const terms = new Set(tokenize(question, about.language));
  if (terms.size < LEAST_TERMS) return false;
  const said = about.chosen.flatMap(({ passage }) => tokenize(`${passage.title}\n${passage.text}`, about.language));
  const known = new Set(said);
  return [...terms].filter((term) => known.has(term)).length / terms.size < LEAST_COVERAGE;
}

/** The passage itself, or from a long one the run of sentences around the one that shares most with the question. */
function quoteOf({ passage, question }: Support, language: string): string {
  if (passage.text.length <= WHOLE_PASSAGE_CHARACTERS) return passage.text.trim();
  const terms = new Set(tokenize(question, language));
  const sentences = sentencesOf(passage.text);
  const shared = sentences.map((sentence) => tokenize(sentence, language).filter((term) => terms.has(term)).length);
  const best = shared.indexOf(Math.max(...shared));
  const from = passage.text.indexOf(sentences[best] ?? '');
  const last = sentences[Math.min(sentences.length, best + MAX_SENTENCES) - 1] ?? '';
  return passage.text.slice(from, passage.text.indexOf(last, from) + last.length);
}

function notFound({ language }: AnswerRequest): ExtractiveAnswer {
  const spoken = phraseLanguage(language) ?? 'en';
  return {
    answer: PHRASES[spoken].notFound,
    citations: [],
    needsHuman: true,
    needsHumanReason: 'No passage supports an answer.',
    language: spoken,
  };
}

function phraseLanguage(language: string): 'ko' | 'en' | undefined {
  return language === 'ko' || language === 'en' ? language : undefined;
}

/** An answer that quotes is in the passage's language, so only passages in the wanted one will do. */
function isInLanguage(passage: RequestPassage, language: string): boolean {
  if (language === 'und') return true;
  const isKorean = /\p{Script=Hangul}/u.test(passage.text);
  if (language === 'ko' || isKorean) return language === 'ko' && isKorean;
  // Short English texts are easily taken for another language in Latin letters.
  if (language === 'en')
    return !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(passage.text);
  return detectLanguages(passage.text)[0]?.languageCode === language;
}
