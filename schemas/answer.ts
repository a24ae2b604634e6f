import * as z from 'zod/mini';

/** The place in the company's knowledge that supports a statement of the answer. */
export const Citation = z.object({ passageId: z.string(), title: z.string(), quote: z.string() });
export type Citation = z.infer<typeof Citation>;

export const AnswerSource = z.enum(['ai', 'human']);
export type AnswerSource = z.infer<typeof AnswerSource>;

/** The input of the tool `answer_inquiry`, which the model is forced to use. */
export const AnswerToolInput = z.object({
  answer: z.string().check(z.minLength(1), z.maxLength(8_000)),
  citations: z.array(z.object({ passageId: z.string(), quote: z.string() })).check(z.maxLength(20)),
  needsHuman: z.boolean(),
  needsHumanReason: z.optional(z.string()),
  language: z.string(),
});
export type AnswerToolInput = z.infer<typeof AnswerToolInput>;

/** The input of the tool `transcribe`, which the model is forced to use on an image or document block. */
export const TranscribeToolInput = z.object({
  lines: z.array(z.object({ text: z.string(), confidence: z.number().check(z.gte(0), z.lte(100)) })),
});
export type TranscribeToolInput = z.infer<typeof TranscribeToolInput>;

/** The checks behind a quality score, each 0–1; absent where a check does not apply. */
export const QualitySubScores = z.object({
  citations: z.number(),
  grounding: z.number(),
  language: z.number(),
  /** Absent from before there was this check. */
  outgoing: z.optional(z.number()),
  coverage: z.number(),
  retrieval: z.number(),
  legibility: z.optional(z.number()),
  judge: z.optional(z.number()),
});
export type QualitySubScores = z.infer<typeof QualitySubScores>;

export const GateDecision = z.enum(['send', 'redraft', 'escalate']);
export type GateDecision = z.infer<typeof GateDecision>;
