import type { LanguageCode } from '../../schemas/inquiry.ts';
import { policy } from '../policy.ts';
import { type PreparedIndex, unitVector } from './prepared-index.ts';

/** A passage's rank. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/**
 * The passages that share a term with the query, best first, at most `fusionDepth`; equal scores in the index's order.
 */
export function rankByTerms(
  index: PreparedIndex,
  query: { readonly terms: readonly string[]; readonly context?: readonly string[]; readonly language: LanguageCode },
): readonly Hit[] {
  const scores = new Float64Array(index.passages.length);
  addScores(index, { terms: query.terms, weight: 1, scores });
  addScores(index, { terms: query.context ?? [], weight: policy.retrieval.contextWeight, scores });
  return bestHits(scores, (position) => languageFactor(index.passages[position]?.language, query.language));
}

function addScores(
  index: PreparedIndex,
  { terms, weight, scores }: { terms: readonly string[]; weight: number; scores: Float64Array },
): void {
  for (const term of terms) {
    const posting = index.postings.get(term);
    if (posting === undefined) continue;
    for (let at = 0; at < posting.positions.length; at += 1) {
      const position = posting.positions[at] ?? 0;
      scores[position] = (scores[position] ?? 0) + weight * (posting.scores[at] ?? 0);
    }
  }
}

/** The distinct terms to search: all, or the rarest `mostQueryTerms` of a long text; in the text's order. */
export function queryTermsOf(index: PreparedIndex, terms: readonly string[]): readonly string[] {
  const distinct = [...new Set(terms)];
  if (distinct.length <= policy.retrieval.mostQueryTerms) return distinct;
  const known = distinct.filter((term) => index.postings.has(term));
  const rarest = known
    .toSorted((one, other) => weightOf(index, other) - weightOf(index, one))
    .slice(0, policy.retrieval.mostQueryTerms);
  const kept = new Set(rarest);
  return distinct.filter((term) => kept.has(term));
}

/** A term's inverse document frequency; that of an unseen term is the highest. */
const weightOf = (index: PreparedIndex, term: string): number =>
  index.postings.get(term)?.inverseFrequency ?? index.unknownInverseFrequency;

const languageFactor = (passage: LanguageCode | undefined, inquiry: LanguageCode): number =>
  passage === inquiry || inquiry === 'und' ? 1 : policy.retrieval.otherLanguageFactor;

function bestHits(scores: Float64Array, factorOf: (position: number) => number): readonly Hit[] {
  const hits: Hit[] = [];
  for (let position = 0; position < scores.length; position += 1) {
    const score = scores[position] ?? 0;
    if (score > 0) hits.push({ position, score: score * factorOf(position) });
  }
  return hits.sort((one, other) => other.score - one.score).slice(0, policy.retrieval.fusionDepth);
}

/** The passages nearest to the vector by cosine, best first, at most `fusionDepth`. */
export function rankByVector(index: PreparedIndex, vector: readonly number[]): readonly Hit[] {
  const unit = unitVector(vector);
  return (index.vectors ?? [])
    .map((passageVector, position) => ({ position, score: dot(passageVector, unit) }))
    .filter((hit) => hit.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, policy.retrieval.fusionDepth);
}

/** The weight of an embedding model's ranking against 1 for BM25's; 0 leaves the ranking out. */
export function fusionWeightOf(embeddingModelId: string | undefined): number {
  if (embeddingModelId === undefined) return 0;
  const weights: Readonly<Record<string, number>> = policy.retrieval.fusionWeights;
  return weights[embeddingModelId] ?? policy.retrieval.otherFusionWeight;
}

/**
 * Reciprocal rank fusion of two rankings, best first: each adds weight / (60 + rank). Scores are divided by the highest
 * possible score, so they are 0–1.
 */
export function fuseRankings(
  byTerms: readonly Hit[],
  { hits, weight }: { readonly hits: readonly Hit[]; readonly weight: number },
): readonly Hit[] {
  const scores = new Map<number, number>();
  addRanks(scores, { hits: byTerms, weight: 1 });
  addRanks(scores, { hits, weight });
  const highest = (1 + weight) / (policy.retrieval.fusionRankConstant + 1);
  return [...scores]
    .map(([position, score]) => ({ position, score: score / highest }))
    .sort((one, other) => other.score - one.score || one.position - other.position);
}

function addRanks(scores: Map<number, number>, ranking: { hits: readonly Hit[]; weight: number }): void {
  for (const [rank, { position }] of ranking.hits.entries()) {
    const added = ranking.weight / (policy.retrieval.fusionRankConstant + rank + 1);
    scores.set(position, (scores.get(position) ?? 0) + added);
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
