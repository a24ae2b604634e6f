import type { LanguageCode } from '../../schemas/inquiry.ts';
import { policy } from '../policy.ts';
import type { PreparedIndex } from './prepared-index.ts';

/** A passage's place in a ranking. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/** The passages that share a term with the query, best first, at most `fusionDepth`; equal scores in the index's order. */
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

/** The distinct terms worth looking up: all, or the rarest `mostQueryTerms` of a long text; in the text's order. */
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
export const weightOf = (index: PreparedIndex, term: string): number =>
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
