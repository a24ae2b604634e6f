import type { Passage } from '../../schemas/knowledge.ts';
import { policy } from '../policy.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { isFrameTerm } from './question-frame.ts';

/** The passages with a term, and what BM25 adds to each. */
export interface PreparedPosting {
  readonly positions: Int32Array;
  readonly scores: Float64Array;
  /** Inverse document frequency, natural logarithm, above 0. */
  readonly inverseFrequency: number;
}

/** An index in searchable form; built once, kept in memory, never changed. */
export interface PreparedIndex {
  readonly passages: readonly Passage[];
  readonly postings: ReadonlyMap<string, PreparedPosting>;
  /** Inverse document frequency of an unknown term. */
  readonly unknownInverseFrequency: number;
  /** Unit vectors, so that the dot product is the cosine; absent without embeddings. */
  readonly vectors?: readonly Float64Array[];
  readonly embeddingModelId?: string;
}

/** Precomputes BM25 per term and passage, and unit vectors. */
export function prepareIndex(index: KnowledgeIndex): PreparedIndex {
  const fields = fieldFactorsOf(index);
  const count = index.passages.length;
  const postings = new Map<string, PreparedPosting>();
  for (const [term, triples] of Object.entries(index.postings))
    postings.set(term, prepare(triples, { term, fields, count }));
  return {
    passages: index.passages,
    postings,
    unknownInverseFrequency: inverseFrequency(0, count),
    ...(index.vectors === undefined ? {} : { vectors: index.vectors.map(unitVector) }),
    ...(index.embeddingModelId === undefined ? {} : { embeddingModelId: index.embeddingModelId }),
  };
}

/** The vector divided by its length; a zero vector stays as it is. */
export function unitVector(vector: readonly number[]): Float64Array {
  const length = Math.hypot(...vector);
  return Float64Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

/** A mark distinguishes Korean words from pairs of syllables. */
const syllablePair = /^\p{Script=Hangul}{2}$/u;

function kindWeightOf(term: string): number {
  if (isFrameTerm(term)) return policy.retrieval.questionFrameWeight;
  return syllablePair.test(term) ? policy.retrieval.syllablePairWeight : 1;
}

interface FieldFactors {
  readonly title: readonly number[];
  readonly text: readonly number[];
}

/** Weight of one occurrence in each passage's title and text: BM25F's weights and length normalisation per field. */
function fieldFactorsOf(index: KnowledgeIndex): FieldFactors {
  const { titleWeight, titleB, textWeight, textB } = policy.retrieval;
  return {
    title: lengthFactors(index.titleLengths, titleB).map((factor) => titleWeight * factor),
    text: lengthFactors(index.textLengths, textB).map((factor) => textWeight * factor),
  };
}

function lengthFactors(lengths: readonly number[], b: number): readonly number[] {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return lengths.map((length) => 1 / (1 - b + (b * length) / Math.max(1, mean)));
}

/** BM25 with Lucene's idf, which stays above 0 for very frequent terms. */
const inverseFrequency = (found: number, count: number): number => Math.log(1 + (count - found + 0.5) / (found + 0.5));

function prepare(
  triples: readonly number[],
  about: { term: string; fields: FieldFactors; count: number },
): PreparedPosting {
  const found = triples.length / 3;
  const weight = inverseFrequency(found, about.count);
  const positions = new Int32Array(found);
  const scores = new Float64Array(found);
  const termWeight = weight * kindWeightOf(about.term);
  for (let at = 0; at < found; at += 1) {
    const position = triples[3 * at] ?? 0;
    const occurrences =
      (triples[3 * at + 1] ?? 0) * (about.fields.title[position] ?? 0) +
      (triples[3 * at + 2] ?? 0) * (about.fields.text[position] ?? 0);
    positions[at] = position;
    scores[at] = (termWeight * occurrences * (policy.retrieval.k1 + 1)) / (occurrences + policy.retrieval.k1);
  }
  return { positions, scores, inverseFrequency: weight };
}
