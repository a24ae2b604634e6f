/** Every weight and threshold of the product's decisions: one place to read, to measure and to change them. */
export const policy = {
  retrieval: {
    /** BM25's saturation of repeated terms, no unit; measured: 2 finds 0.3–1.7 points more than 1.2 at first place. */
    k1: 2,
    /** Share of length normalisation, 0–1, by field: titles are questions of like length, texts differ widely. */
    titleB: 0.3,
    textB: 0.75,
    /** Occurrences that one in the title counts for: an entry's question says what it is about. */
    titleWeight: 2,
    textWeight: 1,
    /** Factor on a passage in another language than the inquiry's: an answer in one's own language comes first. */
    otherLanguageFactor: 0.3,
    /** Passages handed on: the right one is among the first three in nine of ten cases, and the prompt stays small. */
    topPassages: 5,
    /** Distinct terms of an inquiry that are looked up, the rarest first: a long letter must not cost more than a question. */
    mostQueryTerms: 64,
    /** The constant of reciprocal rank fusion (Cormack et al. 2009), in ranks. */
    fusionRankConstant: 60,
    /** Ranks of each ranking that enter the fusion. */
    fusionDepth: 50,
    /** Weight of the embedding's ranking against 1 for BM25, by model: hashed n-grams know nothing that BM25 does not. */
    fusionWeights: { 'local.char-ngram-hash': 0 },
    /** Weight of an embedding model that is not named above. */
    otherFusionWeight: 1,
  },
} as const;
