import { cpuSecondsIn, usageOf } from '../../../bench/load/generator.ts';
import type { LoadMeasurement } from '../../../bench/load/measure-load.ts';
import { inquiryAt } from '../../../bench/load/open-loop.ts';
import { percentile, summaryOf } from '../../../bench/load/summary.ts';
import { SubmitInquiryRequest } from '../../../schemas/api/submissions.ts';

const usage = { cpuShare: 0.5, cpuSeconds: 1, residentMb: 100, peakResidentMb: 120 };
const measurement: LoadMeasurement = {
  load: {
    accepted: [
      { id: 'a', latencyMs: 10 },
      { id: 'b', latencyMs: 30 },
      { id: 'c', latencyMs: 20 },
    ],
    errors: { 503: 1, ECONNRESET: 1 },
    startedAtMs: 0,
    endedAtMs: 2_000,
    latestSendMs: 1,
  },
  finalOutcomes: [
    { kind: 'answer_stored', submittedAtMs: 100, finalAtMs: 600 },
    { kind: 'escalated', submittedAtMs: 1_000, finalAtMs: 2_500 },
  ],
  runtime: usage,
  store: usage,
};

test.each([
  [0.5, 50],
  [0.95, 95],
  [0.99, 99],
  [1, 100],
])('the %d percentile of 1–100 is %i', (share01, expected) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);

  expect(percentile(values, share01)).toBe(expected);
});

test('sums up a load: what ended after it is finished, but not at its rate', () => {
  expect(summaryOf(measurement)).toEqual({
    acceptedPerSecond: 1.5,
    finishedPerSecond: 0.5,
    submitMs: { p50: 20, p95: 30, p99: 30 },
    toFinalMs: { p50: 500, p95: 1_500 },
    answered: 1,
    escalated: 1,
    unfinished: 1,
    errors: 2,
  });
});

test('reads CPU time past a process name with spaces and brackets', () => {
  expect(cpuSecondsIn('42 (node (x) y) S 1 42 42 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 11 0 1 1 1')).toBe(3);
});

test('this process has used memory and CPU time', () => {
  const { cpuSeconds, residentMb, peakResidentMb } = usageOf(process.pid);

  expect(cpuSeconds).toBeGreaterThan(0);
  expect(peakResidentMb).toBeGreaterThanOrEqual(residentMb * 0.5);
});

test('a load is half Korean and half English, all valid, through many topics', () => {
  const load = Array.from({ length: 108 }, (_, position) => SubmitInquiryRequest.parse(inquiryAt(position)));

  expect(load.filter(({ content }) => /\p{Script=Hangul}/u.test(content))).toHaveLength(54);
  expect(new Set(load.map(({ title }) => title)).size).toBe(54);
});
