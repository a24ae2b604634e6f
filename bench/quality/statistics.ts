/** Area under the ROC curve: how often a score of `higher` is above one of `lower`; a tie counts half. */
export function aurocOf(higher: readonly number[], lower: readonly number[]): number {
  let wins = 0;
  for (const high of higher) for (const low of lower) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (higher.length * lower.length);
}

/** The value that a share of the values, 0–1, lies above. */
export function upperQuantile(values: readonly number[], share: number): number {
  const descending = values.toSorted((one, other) => other - one);
  return descending[Math.floor(descending.length * share)] ?? Number.POSITIVE_INFINITY;
}

/** Share of the values above the limit, 0–1. */
export const shareAbove = (values: readonly number[], limit: number): number =>
  values.filter((value) => value > limit).length / Math.max(1, values.length);

export const percent = (share: number): string => `${(100 * share).toFixed(0).padStart(3)} %`;
