import { type Score01, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';

/** How likely the best passage answers the inquiry, 0–1: a logistic function of what retrieval found. */
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
