import type { Plan } from '../../schemas/company.ts';

/** Entries that a company of each plan may keep. */
export const mostKnowledgeEntries = {
  basic: 1_000,
  pro: 10_000,
  enterprise: 10_000,
} as const satisfies Record<Plan, number>;

/**
 * Characters of a company's titles and texts together: an index of this many was measured to take 1 GB and 24 s of one
 * vCPU to build, and is read whole by every warm function.
 */
export const mostKnowledgeCharacters = 20_000_000;
