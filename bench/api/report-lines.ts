import { percentile } from '../load/percentile.ts';
import type { ProfileMeasurement } from './measure-profile.ts';

const milliseconds = (latencies: readonly number[], share01: number): string =>
  `${percentile(latencies, share01).toFixed(1)} ms`;

/** The figures of one profile. */
export function reportLines(title: string, measurement: ProfileMeasurement): readonly string[] {
  const { latenciesMs, errors, seconds, cpuMs, residentMb, latestSendMs } = measurement;
  const answered = Object.values(latenciesMs).reduce((sum, { length }) => sum + length, 0);
  const failed = Object.entries(errors).map(([name, count]) => `${count} × ${name}`);
  return [
    title,
    ...Object.entries(latenciesMs).map(
      ([name, latencies]) =>
        `  ${name.padEnd(16)}${latencies.length} answers, p50 ${milliseconds(latencies, 0.5)}, p95 ${milliseconds(latencies, 0.95)}, p99 ${milliseconds(latencies, 0.99)}`,
    ),
    `  errors          ${failed.length === 0 ? 'none' : failed.join(', ')}`,
    `  runtime         ${(cpuMs / answered).toFixed(1)} ms of CPU a request, ${(cpuMs / seconds / 10).toFixed(0)} % of one core, ${residentMb.toFixed(0)} MB; generator at most ${latestSendMs.toFixed(0)} ms late`,
  ];
}
