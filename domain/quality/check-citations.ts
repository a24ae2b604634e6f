import type { AnswerToolInput } from '../../schemas/answer.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import { score01 } from '../../schemas/units.ts';
import { policy } from '../policy.ts';
import { foldText } from './exact-facts.ts';
import { type Check, reasonOf } from './quality-faults.ts';

type Citation = AnswerToolInput['citations'][number];

/**
 * 1 when every citation names a passage shown to the model and quotes it word for word; half the share of those that do
 * when one does not; 0 without citations.
 */
export function checkCitations(citations: readonly Citation[], passages: readonly Passage[]): Check {
  if (citations.length === 0) return { score01: score01(0), reasons: [reasonOf('no_citation')] };
  const faults = citations.map((citation) => faultOf(citation, passages)).filter((fault) => fault !== undefined);
  return {
    score01: score01(
      faults.length === 0 ? 1 : policy.quality.wrongCitationFactor * (1 - faults.length / citations.length),
    ),
    reasons: [...new Set(faults)].map((fault) => reasonOf(fault)),
  };
}

/** The passages that at least one citation quotes word for word, in the order shown. */
export function passagesCited(citations: readonly Citation[], passages: readonly Passage[]): readonly Passage[] {
  return passages.filter((passage) =>
    citations.some((citation) => citation.passageId === passage.passageId && isQuoted(citation.quote, passage)),
  );
}

function faultOf({ passageId, quote }: Citation, passages: readonly Passage[]) {
  const passage = passages.find((one) => one.passageId === passageId);
  if (passage === undefined) return 'unknown_passage';
  return isQuoted(quote, passage) ? undefined : 'quote_not_found';
}

function isQuoted(quote: string, { title, text }: Passage): boolean {
  const folded = foldText(quote);
  const isWhole = folded === foldText(text);
  const isLongEnough = folded.replaceAll(' ', '').length >= policy.quality.leastQuoteChars;
  return isWhole || (isLongEnough && (foldText(text).includes(folded) || foldText(title).includes(folded)));
}
