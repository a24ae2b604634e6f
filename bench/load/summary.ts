import type { LoadMeasurement } from './measure-load.ts';
import { percentile } from './percentile.ts';

export interface Summary {
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
export function summaryOf({ load, finals }: LoadMeasurement): Summary {
  const seconds = (load.endedAtMs - load.startedAtMs) / 1_000;
  const latencies = load.accepted.map(({ latencyMs }) => latencyMs);
  const toFinal = finals.map(({ submittedAtMs, finalAtMs }) => finalAtMs - submittedAtMs);
  const answered = finals.filter(({ kind }) => kind === 'answer_stored').length;
  return {
    acceptedPerSecond: load.accepted.length / seconds,
    finishedPerSecond: finals.filter(({ finalAtMs }) => finalAtMs <= load.endedAtMs).length / seconds,
    submitMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) },
    toFinalMs: { p50: percentile(toFinal, 0.5), p95: percentile(toFinal, 0.95) },
    answered,
    escalated: finals.length - answered,
    unfinished: load.accepted.length - finals.length,
    errors: Object.values(load.errors).reduce((sum, count) => sum + count, 0),
  };
}
