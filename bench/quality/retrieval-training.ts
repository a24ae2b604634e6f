import { fitTermsOf } from '../../domain/quality/sub-scores.ts';
import { type LogisticModel, type LogisticSample, trainLogistic } from './logistic-regression.ts';
import type { Sample, SetSamples } from './retrieval-samples.ts';

/** Each set's right side weighs as much as so many samples, however many it has, and its four wrong sides together. */
const weightOfSide = 500;

/**
 * The logistic function that tells right first passages from wrong ones, from questions far from and near to the subject,
 * and from questions whose answer was taken out: all four weigh alike, so that no set's size decides.
 */
export function trainRetrievalFit(sets: readonly SetSamples[]): LogisticModel {
  return trainLogistic(sets.flatMap(trainingSamples));
}

function trainingSamples({ inScope, far, near, withoutAnswer }: SetSamples): readonly LogisticSample[] {
  const wrongFirst = inScope.filter(({ isRight }) => !isRight);
  const wrong = [wrongFirst, far, near, withoutAnswer];
  return [
    ...weighted(
      inScope.filter(({ isRight }) => isRight),
      weightOfSide,
    ),
    ...wrong.flatMap((samples) => weighted(samples, weightOfSide / wrong.length)),
  ];
}

const weighted = (samples: readonly Sample[], total: number): readonly LogisticSample[] =>
  samples.map(({ features, isRight }) => ({
    inputs: fitTermsOf(features),
    isTrue: isRight,
    weight: total / samples.length,
  }));
