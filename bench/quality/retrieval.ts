import { fitTermsOf } from '../../domain/quality/sub-scores.ts';
import { buildKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import type { FaqSet, Question } from './read-faq-sets.ts';
import {
  aurocOf,
  type LogisticModel,
  type LogisticSample,
  percent,
  probabilityOf,
  shareAbove,
  trainLogistic,
  upperQuantile,
} from './statistics.ts';

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

/** Each set's right side weighs as much as so many samples, however many it has, and its four wrong sides together. */
const weightOfSide = 500;

/**
 * The logistic function that tells right first passages from wrong ones, from questions far from and near to the
 * subject, and from questions whose answer was taken out: all four weigh alike, so that no set's size decides.
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

/** One search with what should have come of it. */
interface Sample {
  readonly features: RetrievalFeatures;
  /** The best passage answers the question. */
  readonly isRight: boolean;
}

interface SetSamples {
  readonly set: FaqSet;
  readonly inScope: readonly (Sample & { readonly isInTopThree: boolean })[];
  readonly far: readonly Sample[];
  readonly near: readonly Sample[];
  /**
   * Each question again with its answer taken out of the knowledge: the nearest a question without an answer can be.
   */
  readonly withoutAnswer: readonly Sample[];
}

/** The searches of one set. */
export function samplesOf(set: FaqSet): SetSamples {
  const index = prepareIndex(buildKnowledgeIndex(set.passages));
  const search = (text: string) => searchKnowledge(index, { text, language: set.language });
  const wrong = (text: string): Sample => ({ features: search(text).features, isRight: false });
  return {
    set,
    inScope: set.questions.map(({ text, gold }) => {
      const { features, passages } = search(text);
      const isGold = passages.map(({ passageId }) => gold.includes(passageId));
      return { features, isRight: isGold[0] === true, isInTopThree: isGold.slice(0, 3).includes(true) };
    }),
    far: set.far.map(wrong),
    near: set.near.map(wrong),
    withoutAnswer: [...Map.groupBy(set.questions, ({ gold }) => gold.join(' ')).values()].flatMap((questions) =>
      searchWithout(set, questions),
    ),
  };
}

function searchWithout(set: FaqSet, questions: readonly Question[]): readonly Sample[] {
  const gold = questions[0]?.gold ?? [];
  const rest = set.passages.filter(({ passageId }) => !gold.includes(passageId));
  const index = prepareIndex(buildKnowledgeIndex(rest));
  return questions.map(({ text }) => ({
    features: searchKnowledge(index, { text, language: set.language }).features,
    isRight: false,
  }));
}
