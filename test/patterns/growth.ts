/** Lengths in characters; the first ones end what grows faster than any power of its length. */
const lengths = [8, 12, 16, 24, 32, 64, 256, 1_024, 16_384] as const;

/** From 1,024 to 16,384 characters linear work takes 16 times as long, quadratic work 256 times. */
const mostGrowth = 64;

/** Below this a single run of the longest text is not looked at again. */
const quickMs = 6;

/** No linear work takes so long over so few characters: what does is not tried on more. */
const hopelessMs = 40;

/** Processor time is counted in ticks of some milliseconds, so that short work is repeated for several of them. */
const measuredMs = 30;

/**
 * How the work grows where it grows faster than its length, in words; undefined where it does not. A suspicion is
 * proved by the processor time of this thread, which a busy machine does not change.
 */
export function superlinearGrowth(work: (length: number) => () => unknown): string | undefined {
  let shorter = (): unknown => undefined;
  for (const length of lengths) {
    const run = work(length);
    const isLongest = length === lengths.at(-1);
    if (elapsedMs(run) > (isLongest ? quickMs : hopelessMs)) {
      const tookMs = processorMs(run);
      const mostMs = isLongest ? processorMs(shorter) * mostGrowth : hopelessMs;
      if (tookMs > mostMs) return `${length} characters take ${Math.round(tookMs)} ms`;
    }
    shorter = run;
  }
  return undefined;
}

function elapsedMs(run: () => unknown): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

/** Of one run. */
function processorMs(run: () => unknown): number {
  const startedAt = process.threadCpuUsage();
  for (let runs = 1; ; runs += 1) {
    run();
    const { user, system } = process.threadCpuUsage(startedAt);
    const tookMs = (user + system) / 1_000;
    if (tookMs >= measuredMs) return tookMs / runs;
  }
}
