import * as z from 'zod/mini';
import { EscalationReason, InquirySignal, LanguageCode } from '../inquiry.ts';
import { Timestamp } from '../units.ts';
import { RetrievalFeatures } from '../workflow.ts';
import { keyProblems, type RouteSpec } from './route-spec.ts';
import { humanText } from './text.ts';

/** Detected from the words when absent. */
const Language = z.optional(LanguageCode);

export const SearchKnowledgeQuery = z.strictObject({
  q: humanText(1_000),
  /** Of the question; detected from its words when absent. */
  language: Language,
  limit: z.optional(z.string().check(z.regex(/^[1-5]$/, 'must be 1–5'))),
});

export const SearchKnowledgeResponse = z.object({
  language: LanguageCode,
  /** Best first. */
  passages: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      text: z.string(),
      language: LanguageCode,
      /** Against the best passage, 0–1. */
      score01: z.number(),
    }),
  ),
  /** How well the best passage fits, the inputs of the quality score. All 0–1. */
  features: RetrievalFeatures,
  /** What the gate would do with a faultless answer to this question. */
  outlook: z.object({
    decision: z.enum(['send', 'escalate']),
    escalationReason: z.optional(EscalationReason),
    /** Highest quality score (1.0–5.0) that an answer from these passages can reach, and the threshold. */
    bestQualityScore: z.number(),
    sendThreshold: z.number(),
    signals: z.array(InquirySignal),
  }),
});

export const KnowledgeIndexResponse = z.object({
  /** `building` = requested and not yet built; `failed` = at least one try failed, and it is retried. */
  state: z.enum(['current', 'building', 'failed']),
  /** At the last build, archived ones too. */
  entries: z.int(),
  /** Those of them that answers use. */
  indexed: z.int(),
  builtAt: z.optional(Timestamp),
  /** Of the last change that is not in the index yet. */
  requestedAt: z.optional(Timestamp),
  etag: z.optional(z.string()),
});

const base = { profile: 'knowledge', auth: 'company', scope: 'knowledge' } as const;

/** What would be found for a question, and how the index stands that it is found in. */
export const knowledgeSearchRoutes = {
  searchKnowledge: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/search',
    query: SearchKnowledgeQuery,
    success: { status: 200, contentType: 'application/json', schema: SearchKnowledgeResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  getKnowledgeIndex: {
    ...base,
    method: 'GET',
    path: '/v1/knowledge/index',
    success: { status: 200, contentType: 'application/json', schema: KnowledgeIndexResponse },
    problems: [...keyProblems],
  },
  rebuildKnowledgeIndex: {
    ...base,
    isLiveOnly: true,
    method: 'POST',
    path: '/v1/knowledge/index',
    success: { status: 202, contentType: 'application/json', schema: KnowledgeIndexResponse },
    problems: [...keyProblems, 'test_mode'],
  },
} as const satisfies Record<string, RouteSpec>;
