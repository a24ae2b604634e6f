import { type Score01, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';
import type { Hit } from './bm25.ts';
import type { PreparedIndex } from './prepared-index.ts';
import { tokenize } from './tokenize.ts';

/** What searching found, as the features need it. */
export interface Findings {
  /** All terms of the inquiry, those that were not looked up included. */
  readonly terms: readonly string[];
  /** BM25's ranking. */
  readonly byTerms: readonly Hit[];
  /** The passage that came first in the end. */
  readonly topPosition: number | undefined;
}

/**
 * How well the knowledge fits the inquiry, each 0–1 and 0 when nothing was found: `topScore01` BM25 of the best passage in
 * rare terms, one half at 2.5 of them; `margin01` its lead over the next alike, one half at 1; `queryCoverage01` share of
 * the inquiry's terms that stand in the best passage; `titleCoverage01` share of that passage's title terms in the inquiry.
 * Shares are not weighted by rarity: in knowledge of a hundred entries rarity is mostly chance, and weighting measured worse.
 */
export function retrievalFeaturesOf(index: PreparedIndex, findings: Findings): RetrievalFeatures {
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

/** BM25 over the weight of a term that stands nowhere, so that it means the same in small and in large knowledge. */
const scoreInRareTerms = (index: PreparedIndex, hit: Hit | undefined): number =>
  (hit?.score ?? 0) / index.unknownInverseFrequency;

const saturate = (value: number, half: number): Score01 => score01(value / (value + half));

function coverage(terms: readonly string[], within: ReadonlySet<string>): Score01 {
  const distinct = new Set(terms);
  return score01([...distinct].filter((term) => within.has(term)).length / distinct.size);
}
