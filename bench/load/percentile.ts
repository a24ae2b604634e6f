/** The value that `share01` (0–1) of the values do not pass (nearest rank); NaN of no values. */
export function percentile(values: readonly number[], share01: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share01 * sorted.length) - 1)] ?? Number.NaN;
}
