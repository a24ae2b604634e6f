import fc from 'fast-check';
import {
  type Bucket,
  fillMs,
  firstLease,
  fullBucket,
  type Lease,
  leftOf,
  refilled,
  takeLease,
  tokensWanted,
} from '../../../domain/rate-limit/token-bucket.ts';
import { epochMs } from '../../../schemas/units.ts';

const startMs = 1_800_000_000_000;
const leaseMs = 2_000;
const sizes = fc.record({
  burst: fc.integer({ min: 1, max: 400 }),
  tokensPerSecond: fc.integer({ min: 1, max: 100 }),
});

test('a full bucket gives its burst and then says when the next token comes', () => {
  const size = { burst: 40, tokensPerSecond: 10 };
  const nowMs = epochMs(startMs);
  let bucket = fullBucket(size, nowMs);
  let given = 0;
  let outcome = takeLease(bucket, { size, nowMs, wanted: 10 });
  while (outcome.kind === 'leased') {
    given += outcome.tokens;
    bucket = outcome.rest;
    outcome = takeLease(bucket, { size, nowMs, wanted: 10 });
  }

  expect(given).toBe(40);
  expect(outcome).toEqual({ kind: 'empty', retryAfterMs: 100 });
  expect(takeLease(bucket, { size, nowMs: epochMs(startMs + 99), wanted: 10 }).kind).toBe('empty');
  expect(takeLease(bucket, { size, nowMs: epochMs(startMs + 100), wanted: 10 })).toMatchObject({
    kind: 'leased',
    tokens: 1,
  });
});

test('a lease is what is wanted at most and smaller the emptier the bucket is', () => {
  const size = { burst: 400, tokensPerSecond: 100 };
  const leaseOf = (tokens: number) => {
    const nowMs = epochMs(startMs);
    const outcome = takeLease({ tokens, refilledAtMs: nowMs }, { size, nowMs, wanted: 10 });
    return outcome.kind === 'leased' ? outcome.tokens : 0;
  };

  expect([400, 40, 20, 7, 1, 0.999].map(leaseOf)).toEqual([10, 10, 5, 1, 1, 0]);
});

test('a process that spends its lease at once asks for twice as many, and for few again once it leaves some', () => {
  const nowMs = epochMs(startMs);
  const spent = (granted: number, agoMs: number, tokens = 0): Lease => ({
    granted,
    tokens,
    takenAtMs: epochMs(startMs - agoMs),
  });

  expect(tokensWanted(null, nowMs)).toBe(firstLease);
  expect(tokensWanted(spent(10, 499), nowMs)).toBe(20);
  expect(tokensWanted(spent(40, 499), nowMs)).toBe(80);
  expect(tokensWanted(spent(40, 500), nowMs)).toBe(40);
  expect(tokensWanted(spent(2, 100), nowMs)).toBe(firstLease);
  expect(tokensWanted(spent(40, 2_001, 1), nowMs)).toBe(firstLease);
});

test('refilling never takes tokens away, never fills above the burst, and is whole after its time', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(10_000),
      fc.nat(10_000),
      (size, share, a, b) => {
        const bucket: Bucket = { tokens: Math.floor(size.burst * share), refilledAtMs: epochMs(startMs) };
        const at = (afterMs: number) => refilled(bucket, { size, nowMs: epochMs(startMs + afterMs) }).tokens;

        expect(at(a)).toBeGreaterThanOrEqual(bucket.tokens);
        expect(at(a)).toBeLessThanOrEqual(size.burst);
        expect(at(a + b)).toBeGreaterThanOrEqual(at(a));
        expect(at(Math.ceil(fillMs(size)) + 1)).toBe(size.burst);
      },
    ),
  );
});

test('a clock that goes back gives nothing; one that was far ahead does not keep the bucket shut', () => {
  const size = { burst: 40, tokensPerSecond: 10 };
  const bucket: Bucket = { tokens: 3, refilledAtMs: epochMs(startMs) };

  expect(refilled(bucket, { size, nowMs: epochMs(startMs - 500) })).toEqual(bucket);
  expect(refilled(bucket, { size, nowMs: epochMs(startMs - 3_600_000) })).toEqual({
    tokens: 3,
    refilledAtMs: startMs - 3_600_000,
  });
});

interface Process {
  readonly lease: Lease | null;
}

/** One request of a process: out of its lease, or by a new one. True when it passes. */
function request(
  processes: Process[],
  { shared, index, size, nowMs }: { shared: { bucket: Bucket }; index: number; size: typeof sized; nowMs: number },
): boolean {
  const atMs = epochMs(nowMs);
  const held = processes[index]?.lease ?? null;
  if (held !== null && leftOf(held, { size, nowMs: atMs }) >= 1) {
    processes[index] = { lease: { ...held, tokens: held.tokens - 1 } };
    return true;
  }
  const outcome = takeLease(shared.bucket, { size, nowMs: atMs, wanted: tokensWanted(held, atMs) });
  if (outcome.kind === 'empty') return false;
  shared.bucket = outcome.rest;
  processes[index] = { lease: { granted: outcome.tokens, tokens: outcome.tokens - 1, takenAtMs: atMs } };
  return true;
}
const sized = { burst: 40, tokensPerSecond: 10 };

test('however processes take turns, no window lets more through than burst and rate allow, and a lease’s two seconds', () => {
  const steps = fc.array(
    fc.record({ index: fc.nat(4), pauseMs: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(1_500)) }),
    { minLength: 1, maxLength: 400 },
  );
  fc.assert(
    fc.property(sizes, steps, (size, taken) => {
      const shared = { bucket: fullBucket(size, epochMs(startMs)) };
      const processes: Process[] = [];
      const passedAtMs: number[] = [];
      let nowMs = startMs;
      for (const { index, pauseMs } of taken) {
        nowMs += pauseMs;
        if (request(processes, { shared, index, size, nowMs })) passedAtMs.push(nowMs);
      }

      for (const [first, fromMs] of passedAtMs.entries()) {
        for (const [last, toMs] of passedAtMs.entries()) {
          if (last < first) continue;
          const most = size.burst + (size.tokensPerSecond * (toMs - fromMs + leaseMs)) / 1_000;
          if (last - first + 1 > most)
            throw new Error(`${last - first + 1} passed in ${toMs - fromMs} ms, most ${most}`);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a company that stays within its rate is never refused, whichever process it meets', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 100, maxLength: 300 }), (indexes) => {
      const shared = { bucket: fullBucket(sized, epochMs(startMs)) };
      const processes: Process[] = [];

      const refused = indexes.filter(
        (index, count) => !request(processes, { shared, index, size: sized, nowMs: startMs + count * 125 }),
      );

      expect(refused).toEqual([]);
    }),
  );
});

const busy = { burst: 400, tokensPerSecond: 100 };

test('a lease is spent within two seconds, by a clock that may have gone back', () => {
  const lease: Lease = { granted: 10, tokens: 7, takenAtMs: epochMs(startMs) };
  const left = (afterMs: number) => leftOf(lease, { size: busy, nowMs: epochMs(startMs + afterMs) });

  expect([-2_001, -2_000, 0, 2_000, 2_001].map(left)).toEqual([0, 7, 7, 7, 0]);
});

test('a lease is spent within the time in which its bucket fills, where that is shorter', () => {
  const size = { burst: 10, tokensPerSecond: 20 };
  const lease: Lease = { granted: 2, tokens: 1, takenAtMs: epochMs(startMs) };
  const left = (afterMs: number) => leftOf(lease, { size, nowMs: epochMs(startMs + afterMs) });

  expect(fillMs(size)).toBe(500);
  expect([500, 501].map(left)).toEqual([1, 0]);
});

test('a lease is a quarter of the burst at most', () => {
  const nowMs = epochMs(startMs);
  const outcome = takeLease(fullBucket(busy, nowMs), { size: busy, nowMs, wanted: 1_000 });

  expect(outcome).toEqual({ kind: 'leased', tokens: 100, rest: { tokens: 300, refilledAtMs: nowMs } });
});

test.each([
  [0, 0, 100],
  [0.5, 0, 50],
  [0.999, 0, 1],
  [0.5, 200, 250],
])('with %d tokens, as of %d ms ahead, the next one comes in %d ms', (tokens, aheadMs, retryAfterMs) => {
  const size = { burst: 40, tokensPerSecond: 10 };
  const bucket = { tokens, refilledAtMs: epochMs(startMs + aheadMs) };

  expect(takeLease(bucket, { size, nowMs: epochMs(startMs), wanted: 1 })).toEqual({ kind: 'empty', retryAfterMs });
});

test('a bucket from as far ahead as it takes to fill is still believed', () => {
  const size = { burst: 40, tokensPerSecond: 10 };
  const ahead = (byMs: number) =>
    refilled({ tokens: 3, refilledAtMs: epochMs(startMs + byMs) }, { size, nowMs: epochMs(startMs) });

  expect(ahead(4_000).refilledAtMs).toBe(startMs + 4_000);
  expect(ahead(4_001).refilledAtMs).toBe(startMs);
});
