import { type Clock, systemClock } from '../clock.ts';
import { AwsError } from './aws-error.ts';
import {
  canceledTransaction,
  createMeetings,
  type FaultRule,
  type FaultTarget,
  isTransaction,
  LostResponseError,
  type Meetings,
  throttleError,
} from './fault-rule.ts';

export interface FaultReport {
  readonly rule: FaultRule;
  /** Calls that matched, with those let through by `skip` and `probability`. */
  readonly matchedCount: number;
  /** Calls that got the fault. */
  readonly hitCount: number;
}

/**
 * Faults that tests inject into services and functions. A serial local store never shows AWS's most common failures.
 */
export interface Faults {
  /** False while no rule is set: callers on the hot path then skip `run`. */
  readonly active: boolean;
  set(rules: readonly FaultRule[]): void;
  clear(): void;
  list(): readonly FaultReport[];
  /**
   * Carries out `effect` under the first rule that matches; throws an AwsError, or LostResponseError after the effect.
   */
  run<T>(target: FaultTarget, options: { signal: AbortSignal }, effect: () => Promise<T>): Promise<T>;
}

interface Counted {
  readonly rule: FaultRule;
  readonly meetings: Meetings;
  matchedCount: number;
  hitCount: number;
}

/** `clock` times delays (default: the system's); `random` gives [0, 1) for `probability`. */
export function createFaults(options: { clock?: Clock; random?: () => number } = {}): Faults {
  const { clock = systemClock, random = Math.random } = options;
  let counted: readonly Counted[] = [];
  return {
    get active() {
      return counted.length > 0;
    },
    set(rules) {
      counted = rules.map((rule) => ({ rule, meetings: createMeetings(), matchedCount: 0, hitCount: 0 }));
    },
    clear() {
      counted = [];
    },
    list: () => counted.map(({ rule, matchedCount, hitCount }) => ({ rule, matchedCount, hitCount })),
    async run(target, { signal }, effect) {
      const struck = counted.find((candidate) => hits(candidate, target, random));
      if (struck === undefined) return effect();
      const { rule } = struck;
      const call = { target, signal, clock, effect };
      if (rule.kind === 'cancel_met_transaction') return unlessMet(struck, call);
      if (rule.delayMs !== undefined) await pause(rule.delayMs, { clock, signal });
      return apply({ ...rule, kind: rule.kind }, call);
    },
  };
}

/** Counts the match, and the hit when the rule is due on this call. */
function hits(candidate: Counted, target: FaultTarget, random: () => number): boolean {
  const { rule } = candidate;
  if (!matches(rule, target)) return false;
  candidate.matchedCount += 1;
  if (candidate.matchedCount <= (rule.skip ?? 0)) return false;
  if (candidate.hitCount >= (rule.times ?? Number.POSITIVE_INFINITY)) return false;
  if (rule.probability !== undefined && random() >= rule.probability) return false;
  // Whether it meets another one shows when it enters.
  if (rule.kind !== 'cancel_met_transaction') candidate.hitCount += 1;
  return true;
}

interface Call<T> {
  readonly target: FaultTarget;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly effect: () => Promise<T>;
}

async function unlessMet<T>(struck: Counted, { target, signal, clock, effect }: Call<T>): Promise<T> {
  const entered = struck.meetings.enter((target.body ?? '').toString());
  if ('met' in entered) {
    struck.hitCount += 1;
    throw canceledTransaction(target, entered.met);
  }
  try {
    await pause(struck.rule.delayMs ?? 0, { clock, signal });
    return await effect();
  } finally {
    entered.leave();
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.service !== target.service) return false;
  if (rule.operation !== undefined && rule.operation !== target.operation) return false;
  if (rule.function !== undefined && rule.function !== target.function) return false;
  const isOfTransactions = rule.kind === 'cancel_transaction' || rule.kind === 'cancel_met_transaction';
  return !isOfTransactions || isTransaction(target);
}

async function apply<T>(
  rule: FaultRule & { readonly kind: Exclude<FaultRule['kind'], 'cancel_met_transaction'> },
  { target, signal, effect }: Call<T>,
): Promise<T> {
  switch (rule.kind) {
    case 'slow':
      return effect();
    case 'throttle':
      throw throttleError(target, rule);
    case 'error':
      throw new AwsError(rule.errorName ?? 'InternalServerError', 'A fault was set on this call', {
        status: rule.status ?? (rule.errorName === undefined ? 500 : 400),
      });
    case 'cancel_transaction':
      throw canceledTransaction(target);
    case 'lose_response':
      await effect();
      throw new LostResponseError();
    case 'hang':
      await aborted(signal);
      throw new AwsError('RequestAborted', 'The caller hung up');
    default:
      return rule.kind satisfies never;
  }
}

function pause(delayMs: number, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.schedule(clock.now() + delayMs, done);
    signal.addEventListener('abort', done);
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
