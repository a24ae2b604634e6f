import { type EpochMs, epochMs } from '../../schemas/units.ts';

/** The circuit breaker of one service in one process. */
export type Circuit =
  | { readonly kind: 'closed'; readonly timedOutAtMs: readonly EpochMs[] }
  | { readonly kind: 'open'; readonly openedAtMs: EpochMs; readonly nextProbeAtMs: EpochMs };

/** It opens when this many calls have timed out within the window; while open it lets one call through per interval. */
export const circuitRules = { timeouts: 5, windowMs: 30_000, probeEveryMs: 10_000 } as const;

export const closedCircuit: Circuit = { kind: 'closed', timedOutAtMs: [] };

/**
 * Whether a call may be made at `nowMs`, and the circuit after that. While it is open, the one call that passes is a
 * probe. A clock that was set back never makes the next probe later than one interval from now.
 */
export function admit(circuit: Circuit, nowMs: EpochMs): { readonly isAdmitted: boolean; readonly circuit: Circuit } {
  if (circuit.kind === 'closed') return { isAdmitted: true, circuit };
  const waitMs = circuit.nextProbeAtMs - nowMs;
  if (waitMs > 0 && waitMs <= circuitRules.probeEveryMs) return { isAdmitted: false, circuit };
  return { isAdmitted: true, circuit: { ...circuit, nextProbeAtMs: epochMs(nowMs + circuitRules.probeEveryMs) } };
}

/** The circuit after a call has timed out at `nowMs`. An open one stays as it is: its next probe is already set. */
export function afterTimeout(circuit: Circuit, nowMs: EpochMs): Circuit {
  if (circuit.kind === 'open') return circuit;
  const recent = circuit.timedOutAtMs.filter((atMs) => Math.abs(nowMs - atMs) < circuitRules.windowMs);
  const timedOutAtMs = [...recent, nowMs];
  if (timedOutAtMs.length < circuitRules.timeouts) return { kind: 'closed', timedOutAtMs };
  return { kind: 'open', openedAtMs: nowMs, nextProbeAtMs: epochMs(nowMs + circuitRules.probeEveryMs) };
}

/** The circuit after an answer, whatever it says: an open one closes; a closed one keeps counting its window. */
export const afterAnswer = (circuit: Circuit): Circuit => (circuit.kind === 'open' ? closedCircuit : circuit);
