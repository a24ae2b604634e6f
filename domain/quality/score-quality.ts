import type { AnswerToolInput, QualitySubScores } from '../../schemas/answer.ts';
import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import { type QualityScore, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';
import { checkCitations, passagesCited } from './check-citations.ts';
import { checkCoverage } from './check-coverage.ts';
import { checkGrounding } from './check-grounding.ts';
import { checkLanguage } from './check-language.ts';
import { checkOutgoing } from './check-outgoing.ts';
import { type Check, reasonOf } from './quality-faults.ts';
import { combineSubScores, retrievalFit } from './sub-scores.ts';

export interface QualityCheckFacts {
  readonly inquiryText: string;
  readonly language: LanguageCode;
  readonly answer: AnswerToolInput;
  /** Those shown to the model. */
  readonly passages: readonly Passage[];
  readonly features: RetrievalFeatures;
  /** The system prompt of the draft. */
  readonly instructions: string;
  /** Lowest page confidence, 0–100; absent without attachments. */
  readonly legibility?: number | undefined;
}

export interface Quality {
  readonly responseQualityScore: QualityScore;
  readonly subScores: QualitySubScores;
  /** At most 12, those of the worst sub-score first; empty without faults. */
  readonly reasons: readonly string[];
}

/** The quality of an answer by checks that need no model: 1.0 (unusable) – 5.0, with sub-scores and reasons. */
export function scoreQuality(facts: QualityCheckFacts): Quality {
  const { answer, inquiryText, language, passages } = facts;
  const cited = passagesCited(answer.citations, passages);
  const checks = {
    citations: checkCitations(answer.citations, passages),
    grounding: checkGrounding({ answer: answer.answer, inquiryText, language, cited }),
    language: checkLanguage(answer, language),
    outgoing: checkOutgoing({ answer: answer.answer, passages, instructions: facts.instructions }),
    coverage: checkCoverage({ inquiryText, language, answer: answer.answer, cited }),
    retrieval: checkRetrieval(facts.features),
    ...(facts.legibility === undefined ? {} : { legibility: checkLegibility(facts.legibility) }),
  };
  const subScores = {
    citations: checks.citations.score01,
    grounding: checks.grounding.score01,
    language: checks.language.score01,
    outgoing: checks.outgoing.score01,
    coverage: checks.coverage.score01,
    retrieval: checks.retrieval.score01,
    ...(checks.legibility === undefined ? {} : { legibility: checks.legibility.score01 }),
  };
  return { responseQualityScore: combineSubScores(subScores), subScores, reasons: worstFirst(Object.values(checks)) };
}

/** A reason is given when even a perfect draft would stay below the policy's threshold. */
function checkRetrieval(features: RetrievalFeatures): Check {
  const fit = retrievalFit(features);
  const best = combineSubScores({ citations: 1, grounding: 1, language: 1, coverage: 1, retrieval: fit });
  return { score01: fit, reasons: best < policy.gate.sendThreshold ? [reasonOf('weak_retrieval')] : [] };
}

function checkLegibility(confidence: number): Check {
  const { legibleFrom, illegibleBelow, reasonBelow01 } = policy.quality;
  const legible = score01((confidence - illegibleBelow) / (legibleFrom - illegibleBelow));
  return { score01: legible, reasons: legible < reasonBelow01 ? [reasonOf('illegible')] : [] };
}

function worstFirst(checks: readonly (Check | undefined)[]): readonly string[] {
  return checks
    .filter((check) => check !== undefined)
    .toSorted((one, other) => one.score01 - other.score01)
    .flatMap((check) => check.reasons)
    .slice(0, 12);
}
