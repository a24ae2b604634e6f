import { buildKnowledgeIndex } from '../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../domain/retrieval/search-knowledge.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import type { FaqSet, Question } from './read-faq-sets.ts';

/** One search with what should have come of it. */
export interface Sample {
  readonly features: RetrievalFeatures;
  /** The best passage answers the question. */
  readonly isRight: boolean;
}

export interface SetSamples {
  readonly set: FaqSet;
  readonly inScope: readonly (Sample & { readonly isInTopThree: boolean })[];
  readonly far: readonly Sample[];
  readonly near: readonly Sample[];
  /** Each question again with its answer taken out of the knowledge: the nearest a question without an answer can be. */
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
