import { fitTermsOf } from '../../domain/quality/sub-scores.ts';
import { type LogisticModel, probabilityOf } from './logistic-regression.ts';
import type { Sample, SetSamples } from './retrieval-samples.ts';
import { aurocOf, percent, shareAbove, upperQuantile } from './statistics.ts';

/** Share of the out-of-scope questions that may be answered, 0–1. */
const allowedShare = 0.05;

/** One line on how well a set's passages are found and how well the fit tells answerable from unanswerable. */
export function retrievalLine({ set, ...samples }: SetSamples, model: LogisticModel, threshold01: number): string {
  const fits = (some: readonly Sample[]) => some.map(({ features }) => probabilityOf(model, fitTermsOf(features)));
  const { inScope } = samples;
  const [inside, far, near] = [fits(inScope), fits(samples.far), fits(samples.near)];
  const limit = upperQuantile([...far, ...near], allowedShare);
  return [
    set.name.padEnd(11),
    percent(share(inScope, ({ isRight }) => isRight)),
    percent(share(inScope, ({ isInTopThree }) => isInTopThree)),
    aurocOf(inside, far).toFixed(3),
    aurocOf(inside, near).toFixed(3),
    percent(shareAbove(inside, limit)),
    percent(rightAmong(inScope, { fits: inside, limit })),
    limit.toFixed(2),
    percent(shareAbove(inside, threshold01)),
    percent(rightAmong(inScope, { fits: inside, limit: threshold01 })),
    percent(shareAbove(far, threshold01)),
    percent(shareAbove(near, threshold01)),
  ].join('  ');
}

export const retrievalHeader =
  'set          top-1  top-3    far   near  answered at 5 %, right, limit | at the policy’s threshold: answered, right, far, near';

const share = <Item>(items: readonly Item[], isCounted: (item: Item) => boolean): number =>
  items.filter(isCounted).length / Math.max(1, items.length);

function rightAmong(samples: readonly Sample[], about: { fits: readonly number[]; limit: number }): number {
  return share(
    samples.filter((_, at) => (about.fits[at] ?? 0) > about.limit),
    ({ isRight }) => isRight,
  );
}
