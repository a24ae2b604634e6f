import * as z from 'zod/mini';
import { LanguageCode } from './inquiry.ts';

/** An archived entry is kept and is not answered from. */
export const KnowledgeState = z.enum(['active', 'archived']);
export type KnowledgeState = z.infer<typeof KnowledgeState>;

/** One piece of a company's knowledge, as it is retrieved, shown to the model and cited. */
export const Passage = z.object({
  passageId: z.string(),
  language: LanguageCode,
  /** The question or heading. */
  title: z.string(),
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;

/** A passage as it was found for an inquiry; `score01` is its rank's, 0–1. */
export const FoundPassage = z.extend(Passage, { score01: z.number() });
export type FoundPassage = z.infer<typeof FoundPassage>;

/** A passage as an agent is shown it. */
export const StaffPassage = z.object({
  passageId: z.string(),
  title: z.string(),
  text: z.string(),
  /** The draft cites it. */
  isCited: z.boolean(),
});
export type StaffPassage = z.infer<typeof StaffPassage>;
