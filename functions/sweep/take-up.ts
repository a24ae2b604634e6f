/** When a pass leaves what is left to the next, which comes a minute after it. */
const longestPassMs = 45_000;

/**
 * Works on the items in their order, `width` at a time. Beyond a pass's time none is begun; they stay due, and the next pass
 * begins with the oldest.
 */
export async function takeUp<T>(
  items: readonly T[],
  { width, work }: { width: number; work: (item: T) => Promise<void> },
): Promise<void> {
  const beganMs = performance.now();
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) {
      if (performance.now() - beganMs >= longestPassMs) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
