import type { LanguageCode } from '../../schemas/inquiry.ts';
import type { FoundPassage } from '../../schemas/knowledge.ts';
import { type Score01, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { askedOf } from '../language/asked.ts';
import { policy } from '../policy.ts';
import type { PreparedIndex } from './prepared-index.ts';
import { fuseRankings, fusionWeightOf, type Hit, queryTermsOf, rankByTerms, rankByVector } from './rankings.ts';
import { tokenize } from './tokenize.ts';

interface KnowledgeQuery {
  readonly text: string;
  readonly language: LanguageCode;
  /** The text's embedding by the index's own model; ignored by an index without vectors. */
  readonly vector?: readonly number[];
}

interface SearchResult {
  /** At most five, best first. `score01` is BM25 against the best passage's, or the fused rank score. */
  readonly passages: readonly FoundPassage[];
  readonly features: RetrievalFeatures;
}

/**
 * The passages that fit the query best: BM25 of the question, with its story counting less and titles double,
 * fused with the embedding's ranking where the policy gives that model weight. Passages in another language than the
 * query's come after those in its own.
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

/** Search results for the features. */
interface Findings {
  /** All terms of the inquiry, searched or not. */
  readonly terms: readonly string[];
  /** BM25's ranking. */
  readonly byTerms: readonly Hit[];
  /** The passage of the final first rank. */
  readonly topPosition: number | undefined;
}

/**
 * How well the knowledge fits the inquiry, each 0–1 and 0 when nothing was found: `topScore01` BM25 of the best passage
 * in rare terms, one half at 2.5 of them; `margin01` its lead over the next alike, one half at 1; `queryCoverage01`
 * share of the inquiry's terms that stand in the best passage; `titleCoverage01` share of that passage's title terms in
 * the inquiry. Shares are not weighted by rarity: in knowledge of a hundred entries rarity is mostly chance, and
 * weighting measured worse.
 */
function retrievalFeaturesOf(index: PreparedIndex, findings: Findings): RetrievalFeatures {
  const top = findings.topPosition === undefined ? undefined : index.passages[findings.topPosition];
  if (top === undefined) return { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 };
  const titleTerms = tokenize(top.title, top.language);
  const topTerms = new Set([...titleTerms, ...tokenize(top.text, top.language)]);
  const isTop = (hit: Hit) => hit.position === findings.topPosition;
  const best = scoreInRareTerms(index, findings.byTerms.find(isTop));
  const next = scoreInRareTerms(
    index,
    findings.byTerms.find((hit) => !isTop(hit)),
  );
  return {
    topScore01: saturate(best, policy.retrieval.topScoreHalf),
    margin01: saturate(Math.max(0, best - next), policy.retrieval.marginHalf),
    queryCoverage01: coverage(findings.terms, topTerms),
    titleCoverage01: coverage(titleTerms, new Set(findings.terms)),
  };
}

/** BM25 divided by the weight of an unknown term, so that it means the same in small and large knowledge. */
const scoreInRareTerms = (index: PreparedIndex, hit: Hit | undefined): number =>
  (hit?.score ?? 0) / index.unknownInverseFrequency;

const saturate = (value: number, half: number): Score01 => score01(value / (value + half));

function coverage(terms: readonly string[], within: ReadonlySet<string>): Score01 {
  const distinct = new Set(terms);
  return score01([...distinct].filter((term) => within.has(term)).length / distinct.size);
}
