import { policy } from '../policy.ts';
import type { Hit } from './bm25.ts';
import { type PreparedIndex, unitVector } from './prepared-index.ts';

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
 * that can be reached, so they are 0–1.
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
