/**
 * Characters of a company's titles and texts together: an index of this many was measured to take 1 GB and 24 s of one
 * vCPU to build, and is read whole by every warm function. How many entries there may be is the plan's.
 */
export const mostKnowledgeCharacters = 20_000_000;
