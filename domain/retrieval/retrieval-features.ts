import { type Score01, score01 } from '../../schemas/units.ts';
import type { RetrievalFeatures } from '../../schemas/workflow.ts';
import { policy } from '../policy.ts';
import { type Hit, weightOf } from './bm25.ts';
import type { PreparedIndex } from './prepared-index.ts';
import { tokenize } from './tokenize.ts';

/** What searching found, as the features need it. */
export interface Findings {
  readonly terms: readonly string[];
  /** BM25's ranking. */
  readonly byTerms: readonly Hit[];
  /** The passage that came first in the end. */
  readonly topPosition: number | undefined;
}

/**
 * How well the knowledge fits the inquiry, each 0–1 and 0 when nothing was found: `topScore01` BM25 of the best passage
 * against the highest that any passage could reach; `margin01` its lead over the next, as a share of its own score;
 * `queryCoverage01` share of the inquiry's terms, weighted by rarity, in the best passage; `titleCoverage01` the like share
 * of that passage's title in the inquiry.
 */
export function retrievalFeaturesOf(index: PreparedIndex, findings: Findings): RetrievalFeatures {
  const top = findings.topPosition === undefined ? undefined : index.passages[findings.topPosition];
  if (top === undefined) return { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 };
  const titleTerms = tokenize(top.title, top.language);
  const topTerms = new Set([...titleTerms, ...tokenize(top.text, top.language)]);
  return {
    topScore01: topScoreOf(index, findings),
    margin01: marginOf(findings),
    queryCoverage01: coverage(index, { terms: findings.terms, within: topTerms }),
    titleCoverage01: coverage(index, { terms: titleTerms, within: new Set(findings.terms) }),
  };
}

function topScoreOf(index: PreparedIndex, { terms, byTerms, topPosition }: Findings): Score01 {
  const highest = (policy.retrieval.k1 + 1) * terms.reduce((sum, term) => sum + weightOf(index, term), 0);
  return score01((byTerms.find((hit) => hit.position === topPosition)?.score ?? 0) / highest);
}

function marginOf({ byTerms, topPosition }: Findings): Score01 {
  const top = byTerms.find((hit) => hit.position === topPosition)?.score ?? 0;
  const next = byTerms.find((hit) => hit.position !== topPosition)?.score ?? 0;
  return score01((top - next) / top);
}

function coverage(index: PreparedIndex, about: { terms: readonly string[]; within: ReadonlySet<string> }): Score01 {
  let covered = 0;
  let total = 0;
  for (const term of new Set(about.terms)) {
    const weight = weightOf(index, term);
    total += weight;
    if (about.within.has(term)) covered += weight;
  }
  return score01(covered / total);
}
