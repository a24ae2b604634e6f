/**
 * Every weight and threshold of the product's decisions, to read, measure and change in one place.
 * `npm run bench -- quality` measures their effect.
 */
export const policy = {
  retrieval: {
    /** BM25's saturation of repeated terms, no unit; measured: 2 finds 0.3–1.7 points more than 1.2 at first place. */
    k1: 2,
    /** Share of length normalisation, 0–1, by field: titles are questions of like length, texts differ widely. */
    titleB: 0.3,
    textB: 0.75,
    /** Weight of an occurrence in the title against 1 in the text: an entry's question names its subject. */
    titleWeight: 2,
    textWeight: 1,
    /**
     * Weight of a pair of Korean syllables against 1 for a word: a word has several, which would all count.
     */
    syllablePairWeight: 0.5,
    /** Fully matched rare terms at which `topScore01` and `margin01` are one half, no unit. */
    topScoreHalf: 2.5,
    marginHalf: 1,
    /** Weight of a word that only frames a question ("how long … take"), against 1 for one of its subject. */
    questionFrameWeight: 0.4,
    /** Weight of a term of the story around the question, against 1 for one of the question itself. */
    contextWeight: 0.25,
    /** Factor on a passage in another language than the inquiry's: an answer in one's own language comes first. */
    otherLanguageFactor: 0.3,
    /**
     * Passages for the model: in nine of ten cases the right one is among the first three, and the prompt is small.
     */
    topPassages: 5,
    /**
     * Distinct terms of an inquiry that are searched, the rarest first: a long letter must not cost more than a
     * question.
     */
    mostQueryTerms: 64,
    /** The constant of reciprocal rank fusion (Cormack et al. 2009), in ranks. */
    fusionRankConstant: 60,
    /** Ranks of each ranking that enter the fusion. */
    fusionDepth: 50,
    /** Weight of the embedding's ranking against 1 for BM25, by model: hashed n-grams add nothing to BM25. */
    fusionWeights: { 'local.char-ngram-hash': 0 },
    /** Weight of an embedding model that is not named above. */
    otherFusionWeight: 1,
  },

  priority: {
    /**
     * Points of the gravest signals; only the highest counts, so that two words for one fire are one fire. Above
     * `mostOtherPoints` each, so that no sum of lesser reasons outranks them.
     */
    gravePoints: { danger: 75, fraud_or_leak: 70, outage: 65 },
    /** Points that add up, up to `mostOtherPoints` together. */
    points: {
      legal_threat: 45,
      deadline: 40,
      billing_error: 40,
      repeated_contact: 40,
      wants_person: 25,
      anger: 20,
      defect_or_delay: 20,
      account_state: 5,
      praise: 0,
    },
    /** The company or the customer requested a person by the API: someone is waiting. */
    escalationRequestedPoints: 30,
    /** At a negative sentiment of 1: tone orders similar cases, but does not make a case alone. */
    negativeSentimentPoints: 10,
    /** Share of those points by the overall sentiment: models read plain questions as half negative. */
    negativeShare: { NEGATIVE: 1, MIXED: 0.75, NEUTRAL: 0.25, POSITIVE: 0 },
    /** The text holds personal data, which should not wait long. */
    personalDataPoints: 3,
    /** Highest sum of all points that are not grave. */
    mostOtherPoints: 60,
    /** Lowest priority score (0–100) of each urgency. */
    urgencyFrom: { high: 40, medium: 20 },
  },

  /** The estimate at submission, in seconds: an answer by the model, or by people (the magnitude of their SLA). */
  estimatedResponseSeconds: {
    ai: { high: 60, medium: 60, low: 120 },
    people: { high: 3_600, medium: 14_400, low: 86_400 },
  },

  prompt: {
    /** Characters; about 2,500 tokens in Korean, and the longest title of the API. */
    mostTitleChars: 300,
    mostContentChars: 6_000,
    mostAttachmentChars: 6_000,
    mostPassageChars: 2_000,
    mostFeedbackChars: 300,
    /** Bedrock reserves quota by maxTokens, so it is what a long answer takes and no more. */
    answerMaxTokens: 1_200,
    /** A dense page holds about 800 words; as JSON lines with confidences this is about 4,000 tokens. */
    transcribeMaxTokens: 4_096,
  },

  quality: {
    /**
     * Exponents of the sub-scores in their product. Retrieval's is such that a perfect draft reaches the send threshold
     * at a fit of 0.53, where up to 5 % of the questions without an answer are let through; citations, grounding and
     * language each bring the score below the threshold by themselves when they fail.
     */
    weights: {
      retrieval: 0.75,
      citations: 0.15,
      grounding: 0.2,
      language: 0.15,
      outgoing: 1,
      coverage: 0.05,
      legibility: 0.1,
    },
    /**
     * Logistic function of topScore01, margin01, queryCoverage01, titleCoverage01 for "the best passage answers".
     * Trained by
     * `bench/quality.ts` on BANKING77 (CC BY 4.0) and StackFAQ (CC BY-SA 3.0) with out-of-scope questions of CLINC150;
     * Korean was only measured. At 0.53, 0–2 % of the far and 2–5 % of the near questions pass, of 19 near Korean ones
     * 3.
     */
    retrievalFit: { intercept: -4.78, coefficients: [3.08, 3.2, 2.89, 2.55] },
    /** Lowest value of a sub-score, so that one fault lowers the score without hiding all others. */
    leastSubScore: 0.02,
    /** Factor on citations when one is wrong, in addition to its share. */
    wrongCitationFactor: 0.5,
    /**
     * Factor on grounding when a number, date, amount, address or link of the answer is in no passage: so low that
     * such an answer stays below the send threshold even when all else is perfect.
     */
    unsupportedFactFactor: 0.05,
    /** Share of a sentence's terms found in the cited passages at which it counts as fully grounded. */
    groundedOverlap01: 0.6,
    /** Grounding (0–1) of an answer whose passages are all in another language. */
    translatedGrounding01: 0.8,
    /** Share of the inquiry's terms found in the answer or its passages at which the question counts as covered. */
    coveredShare01: 0.5,
    /** Least characters, spaces left out, of a quote that proves anything. */
    leastQuoteChars: 6,
    /** A sub-score below this is a reason. */
    reasonBelow01: 0.6,
    /** Page confidence 0–100: from here on a page is read as well as typed text, below there it is guesswork. */
    legibleFrom: 85,
    illegibleBelow: 40,
  },

  attachments: {
    /** Characters kept of one page: a dense one holds about 5,000. */
    mostPageCharacters: 20_000,
    /**
     * Characters of all pages of an inquiry that are analysed: 20 dense pages, read by every rule in less than a
     * second.
     */
    mostInquiryCharacters: 100_000,
    /** Seconds after submission that a malware scan may take; most take a few. */
    scanPatienceSeconds: 300,
  },

  gate: {
    /** Lowest quality score (1.0–5.0) sent without a person, where a company sets none. */
    sendThreshold: 3.5,
    /** Drafts after the first: what a second try does not repair, a third does not either. */
    redraftLimit: 1,
    /** Added to the threshold when part of the inquiry is unread or not understood; the highest counts. */
    warningMargins: {
      attachment_unreadable: 0.5,
      attachment_partly_read: 0.3,
      attachment_low_confidence: 0.3,
      attachment_unscanned: 0.5,
      language_unknown: 0.5,
      analysis_truncated: 0.3,
    },
    /** Signals that no score outweighs, by the reason shown to staff. Each can do harm or concerns one account. */
    vetoes: {
      danger: 'risk',
      fraud_or_leak: 'risk',
      outage: 'risk',
      legal_threat: 'risk',
      wants_person: 'needs_person',
      account_state: 'needs_person',
      billing_error: 'needs_person',
      repeated_contact: 'needs_person',
      anger: 'needs_person',
    },
  },

  /** Days without a word from the customer after which an answered inquiry counts as resolved. */
  quietDays: 7,
} as const;
