import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import { score01 } from '../../schemas/units.ts';
import { policy } from '../policy.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { listMarker, unsupportedFacts } from './exact-facts.ts';
import { type Check, reasonOf } from './quality-faults.ts';

/** Sentences that greet, thank or apologise: they state nothing. */
const courtesy =
  /^(?:hello|hi|dear|thank|thanks|sorry|we apologi[sz]e|i apologi[sz]e|we're sorry|best|kind|regards|sincerely|please (?:let us know|feel free|contact us)|if you have (?:any|more|further)|안녕|고객님|문의.{0,12}(?:감사|답변|안내)|감사|불편.{0,20}(?:죄송|사과)|죄송|추가.{0,12}문의|궁금|도움이|언제든|좋은 하루|더 궁금|아래와 같이)/i;

export interface GroundingFacts {
  readonly answer: string;
  readonly inquiryText: string;
  readonly language: LanguageCode;
  /** The passages that are quoted word for word. */
  readonly cited: readonly Passage[];
}

/**
 * How far the cited passages support the answer: the mean over its sentences, each by its length, of the share of their
 * terms found in the passages, lowered sharply when an exact fact (number, link, address) is in none. 0 without
 * passages.
 */
export function checkGrounding(facts: GroundingFacts): Check {
  if (facts.cited.length === 0) return { score01: score01(0), reasons: [] };
  const overlap = meanOverlap(facts);
  const unsupported = unsupportedFacts(facts);
  const factor = unsupported.length > 0 ? policy.quality.unsupportedFactFactor : 1;
  return {
    score01: score01(overlap * factor),
    reasons: [
      ...(unsupported.length > 0 ? [reasonOf('unsupported_fact', unsupported)] : []),
      ...(overlap < policy.quality.reasonBelow01 ? [reasonOf('ungrounded')] : []),
    ],
  };
}

/** The sentences of a text that state something. */
export function statementsOf(text: string): readonly string[] {
  return text
    .replaceAll(listMarker, '')
    .split(/(?<=[.!?。])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && !courtesy.test(sentence));
}

function meanOverlap({ answer, language, cited }: GroundingFacts): number {
  const known = cited.filter((passage) => passage.language === language);
  // Two languages share few terms, so a translated answer is checked by its exact facts alone.
  if (known.length === 0) return policy.quality.translatedGrounding01;
  const terms = new Set(known.flatMap(({ title, text }) => tokenize(`${title}\n${text}`, language)));
  let grounded = 0;
  let total = 0;
  for (const sentence of statementsOf(answer)) {
    const said = tokenize(sentence, language);
    const overlap = said.filter((term) => terms.has(term)).length / Math.max(1, said.length);
    grounded += said.length * Math.min(1, overlap / policy.quality.groundedOverlap01);
    total += said.length;
  }
  return total === 0 ? 0 : grounded / total;
}
