import * as z from 'zod/mini';
import { Passage } from '../../schemas/knowledge.ts';
import { tokenize } from './tokenize.ts';

/** Raised when the tokens or the shape change: an index of another version has to be rebuilt. */
export const knowledgeIndexVersion = 1;

/**
 * A company's search index as one JSON file. `postings` holds for each term the triples (position of the passage,
 * occurrences in its title, occurrences in its text) one after the other; lengths are in terms.
 */
export const KnowledgeIndex = z.object({
  schemaVersion: z.literal(knowledgeIndexVersion),
  passages: z.array(Passage),
  titleLengths: z.array(z.int()),
  textLengths: z.array(z.int()),
  postings: z.record(z.string(), z.array(z.int())),
  /** One embedding per passage, all by the model `embeddingModelId`. */
  vectors: z.optional(z.array(z.array(z.number()))),
  embeddingModelId: z.optional(z.string()),
});
export type KnowledgeIndex = z.infer<typeof KnowledgeIndex>;

/** The index of these passages, in their order; the same passages always give the same index. Without vectors. */
export function buildKnowledgeIndex(passages: readonly Passage[]): KnowledgeIndex {
  const steps = buildKnowledgeIndexInSteps(passages);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same in steps of one passage, so that ten thousand long ones do not block their thread for many seconds. */
export function* buildKnowledgeIndexInSteps(passages: readonly Passage[]): Generator<void, KnowledgeIndex> {
  const postings = new Map<string, number[]>();
  const titleLengths: number[] = [];
  const textLengths: number[] = [];
  // The terms of one passage at a time: those of ten thousand take more memory than the index itself.
  for (const [position, { title, text, language }] of passages.entries()) {
    const terms = { title: tokenize(title, language), text: tokenize(text, language) };
    addPostings(postings, { position, ...terms });
    titleLengths.push(terms.title.length);
    textLengths.push(terms.text.length);
    yield;
  }
  return {
    schemaVersion: knowledgeIndexVersion,
    passages: [...passages],
    titleLengths,
    textLengths,
    postings: Object.fromEntries(postings),
  };
}

/**
 * The index that was stored as JSON.
 * @throws ZodError when the JSON is no index of this version, or its parts are of unequal length.
 */
export function parseKnowledgeIndex(json: unknown): KnowledgeIndex {
  return ConsistentIndex.parse(json);
}

const ConsistentIndex = KnowledgeIndex.check(
  z.refine(
    (index) =>
      index.titleLengths.length === index.passages.length &&
      index.textLengths.length === index.passages.length &&
      (index.vectors === undefined || index.vectors.length === index.passages.length),
    'expected one title length, text length and vector for each passage',
  ),
);

interface Document {
  readonly position: number;
  readonly title: readonly string[];
  readonly text: readonly string[];
}

function addPostings(postings: Map<string, number[]>, document: Document): void {
  const inTitle = countTerms(document.title);
  const inText = countTerms(document.text);
  for (const term of new Set([...inTitle.keys(), ...inText.keys()])) {
    const posting = postings.get(term) ?? [];
    posting.push(document.position, inTitle.get(term) ?? 0, inText.get(term) ?? 0);
    postings.set(term, posting);
  }
}

function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
