import type { LoadMeasurement, Usage } from './measure-load.ts';

interface Summary {
  readonly acceptedPerSecond: number;
  /** Inquiries that reached their final status while the load was on. */
  readonly finishedPerSecond: number;
  readonly submitMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly toFinalMs: { readonly p50: number; readonly p95: number };
  readonly answered: number;
  readonly escalated: number;
  readonly unfinished: number;
  readonly errors: number;
}

/** The figures of one load. */
export function summaryOf({ load, finalOutcomes }: LoadMeasurement): Summary {
  const seconds = (load.endedAtMs - load.startedAtMs) / 1_000;
  const latencies = load.accepted.map(({ latencyMs }) => latencyMs);
  const toFinal = finalOutcomes.map(({ submittedAtMs, finalAtMs }) => finalAtMs - submittedAtMs);
  const answered = finalOutcomes.filter(({ kind }) => kind === 'answer_stored').length;
  return {
    acceptedPerSecond: load.accepted.length / seconds,
    finishedPerSecond: finalOutcomes.filter(({ finalAtMs }) => finalAtMs <= load.endedAtMs).length / seconds,
    submitMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) },
    toFinalMs: { p50: percentile(toFinal, 0.5), p95: percentile(toFinal, 0.95) },
    answered,
    escalated: finalOutcomes.length - answered,
    unfinished: load.accepted.length - finalOutcomes.length,
    errors: Object.values(load.errors).reduce((sum, count) => sum + count, 0),
  };
}

const whole = (value: number): string => value.toFixed(0);

/** The figures of one load, one line each. */
export function summaryLines(measurement: LoadMeasurement): readonly string[] {
  const { load, runtime, store } = measurement;
  const figures = summaryOf(measurement);
  const { submitMs, toFinalMs } = figures;
  const milliseconds = ({ cpuSeconds }: Usage): string => ((cpuSeconds * 1_000) / load.accepted.length).toFixed(1);
  const errors = Object.entries(load.errors).map(([name, count]) => `${count} × ${name}`);
  return [
    `sample            ${load.accepted.length + figures.errors} inquiries in ${((load.endedAtMs - load.startedAtMs) / 1_000).toFixed(1)} s`,
    `accepted          ${figures.acceptedPerSecond.toFixed(1)}/s`,
    `finished          ${figures.finishedPerSecond.toFixed(1)}/s while the load was on; ${figures.answered} answered, ${figures.escalated} escalated, ${figures.unfinished} unfinished`,
    `submit            p50 ${whole(submitMs.p50)} ms, p95 ${whole(submitMs.p95)} ms, p99 ${whole(submitMs.p99)} ms`,
    `to final status   p50 ${whole(toFinalMs.p50)} ms, p95 ${whole(toFinalMs.p95)} ms`,
    `errors            ${errors.length === 0 ? 'none' : errors.join(', ')}`,
    `CPU               runtime ${(runtime.cpuShare * 100).toFixed(0)} %, store ${(store.cpuShare * 100).toFixed(0)} % of one core; ${milliseconds(runtime)} and ${milliseconds(store)} ms an inquiry`,
    `resident memory   runtime ${whole(runtime.residentMb)} MB (peak ${whole(runtime.peakResidentMb)}), store ${whole(store.residentMb)} MB (peak ${whole(store.peakResidentMb)})`,
    `generator         at most ${whole(load.latestSendMs)} ms behind its schedule`,
  ];
}

/** The quantile `share01` (0–1) of the values (nearest rank); NaN of no values. */
export function percentile(values: readonly number[], share01: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share01 * sorted.length) - 1)] ?? Number.NaN;
}
