import * as z from 'zod/mini';
import { LanguageCode } from './inquiry.ts';

/** An archived entry is kept, but not used for answers. */
export const KnowledgeState = z.enum(['active', 'archived']);
export type KnowledgeState = z.infer<typeof KnowledgeState>;

/** One part of a company's knowledge, in the form that is retrieved, shown to the model and cited. */
export const Passage = z.object({
  passageId: z.string(),
  language: LanguageCode,
  /** The question or heading. */
  title: z.string(),
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;

/** A passage found for an inquiry; `score01` is its rank score, 0–1. */
export const FoundPassage = z.extend(Passage, { score01: z.number() });
export type FoundPassage = z.infer<typeof FoundPassage>;

/** A passage in the form that agents see. */
export const StaffPassage = z.object({
  passageId: z.string(),
  title: z.string(),
  text: z.string(),
  /** The draft cites it. */
  isCited: z.boolean(),
});
export type StaffPassage = z.infer<typeof StaffPassage>;
