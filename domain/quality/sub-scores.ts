import type { QualitySubScores } from '../../schemas/answer.ts';
import { QualityScore, type Score01, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';

/**
 * The quality score, 1.0–5.0 with one decimal: the product of the sub-scores, each to its own power, so that one that
 * is bad cannot be outweighed by the others. It never falls when a sub-score rises; checks that do not apply count as
 * passed.
 */
export function combineSubScores(subScores: QualitySubScores): QualityScore {
  const { weights, leastSubScore } = policy.quality;
  const { citations, grounding, language, outgoing = 1, coverage, retrieval, legibility = 1 } = subScores;
  const scores = { citations, grounding, language, outgoing, coverage, retrieval, legibility };
  const product = Object.entries(scores).reduce(
    (sofar, [name, score]) => sofar * Math.max(leastSubScore, Math.min(1, score)) ** weightOf(weights, name),
    1,
  );
  return QualityScore.parse(Math.round((1 + 4 * product) * 10) / 10);
}

const weightOf = (weights: Readonly<Record<string, number>>, name: string): number => weights[name] ?? 0;

/** The likelihood that the best passage answers the inquiry, 0–1: a logistic function of the retrieval features. */
export function retrievalFit(features: RetrievalFeatures): Score01 {
  const { intercept } = policy.quality.retrievalFit;
  const coefficients: readonly number[] = policy.quality.retrievalFit.coefficients;
  const terms = fitTermsOf(features);
  const sum = coefficients.reduce((total, coefficient, at) => total + coefficient * (terms[at] ?? 0), intercept);
  return score01(1 / (1 + Math.exp(-sum)));
}

/** The inputs of the logistic function, in the order of its coefficients. */
export function fitTermsOf(features: RetrievalFeatures): readonly number[] {
  return [features.topScore01, features.margin01, features.queryCoverage01, features.titleCoverage01];
}
