import type { LoadMeasurement, Usage } from './measure-load.ts';
import { summaryOf } from './summary.ts';

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
