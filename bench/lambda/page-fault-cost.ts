const pageBytes = 4_096;
const pages = 16_384;

/** Microseconds that this machine takes to hand a process a page of memory at its first touch. */
export function pageFaultMicroseconds(): number {
  const memory = Buffer.allocUnsafeSlow(pages * pageBytes);
  const faultsBefore = process.resourceUsage().minorPageFault;
  const startedMs = performance.now();
  for (let at = 0; at < memory.length; at += pageBytes) memory[at] = 1;
  const microseconds = (performance.now() - startedMs) * 1_000;
  return microseconds / Math.max(1, process.resourceUsage().minorPageFault - faultsBefore);
}
