import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import { score01 } from '../../schemas/units.ts';
import { askedOf } from '../language/asked.ts';
import { policy } from '../policy.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { type Check, reasonOf } from './quality-faults.ts';

/** The share of the question's terms in the answer and its passages; half of them count as all. */
export function checkCoverage(facts: {
  readonly inquiryText: string;
  readonly language: LanguageCode;
  readonly answer: string;
  readonly cited: readonly Passage[];
}): Check {
  const asked = new Set(tokenize(askedOf(facts.inquiryText).asked, facts.language));
  if (asked.size === 0) return { score01: score01(0), reasons: [reasonOf('not_covered')] };
  const texts = [facts.answer, ...facts.cited.flatMap(({ title, text }) => [title, text])];
  const answered = new Set(texts.flatMap((text) => tokenize(text, facts.language)));
  const share = [...asked].filter((term) => answered.has(term)).length / asked.size;
  const covered = score01(share / policy.quality.coveredShare01);
  return { score01: covered, reasons: covered < policy.quality.reasonBelow01 ? [reasonOf('not_covered')] : [] };
}
