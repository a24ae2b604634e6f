import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { FoundPassage } from '../../schemas/knowledge.ts';
import { score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { askedOf } from '../language/asked.ts';
import { policy } from '../policy.ts';
import { type Hit, queryTermsOf, rankByTerms } from './bm25.ts';
import { fuseRankings, fusionWeightOf, rankByVector } from './fuse.ts';
import type { PreparedIndex } from './prepared-index.ts';
import { retrievalFeaturesOf } from './retrieval-features.ts';
import { tokenize } from './tokenize.ts';

export interface KnowledgeQuery {
  readonly text: string;
  readonly language: LanguageCode;
  /** The text's embedding by the index's own model; ignored by an index without vectors. */
  readonly vector?: readonly number[];
}

export interface SearchResult {
  /** At most five, best first. `score01` is BM25 against the best passage's, or the fused rank score. */
  readonly passages: readonly FoundPassage[];
  readonly features: RetrievalFeatures;
}

/**
 * The passages that fit the query best: BM25 of what is asked, what is told around it counting less, the title double, fused with the embedding's ranking where the
 * policy gives that model weight. Passages in another language than the query's come after those in its own.
 */
export function searchKnowledge(index: PreparedIndex, query: KnowledgeQuery): SearchResult {
  const { language } = query;
  const { asked, told } = askedOf(query.text);
  const terms = tokenize(asked, language);
  const looked = queryTermsOf(index, terms);
  const context = queryTermsOf(index, tokenize(told, language)).filter((term) => !looked.includes(term));
  const byTerms = rankByTerms(index, { terms: looked, context, language });
  const ranking = fused(index, { byTerms, vector: query.vector });
  const best = ranking.slice(0, policy.retrieval.topPassages);
  return {
    passages: best.flatMap(({ position, score }) => {
      const passage = index.passages[position];
      return passage === undefined ? [] : [{ ...passage, score01: score01(score) }];
    }),
    features: retrievalFeaturesOf(index, { terms, byTerms, topPosition: best[0]?.position }),
  };
}

function fused(
  index: PreparedIndex,
  { byTerms, vector }: { readonly byTerms: readonly Hit[]; readonly vector: readonly number[] | undefined },
): readonly Hit[] {
  const weight = vector === undefined || index.vectors === undefined ? 0 : fusionWeightOf(index.embeddingModelId);
  if (vector === undefined || weight === 0) return relativeToBest(byTerms);
  return fuseRankings(byTerms, { hits: rankByVector(index, vector), weight });
}

function relativeToBest(hits: readonly Hit[]): readonly Hit[] {
  const best = hits[0]?.score ?? 1;
  return hits.map(({ position, score }) => ({ position, score: score / best }));
}
