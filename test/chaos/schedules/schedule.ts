import fc from 'fast-check';
import type { FaultRule } from '../../../local/aws/fault-rule.ts';

/** `faults` breaks services, `crash` also ends processes and fills the disk. */
export type ScheduleMode = 'faults' | 'crash';

/** What a customer of a schedule writes; the names say what must become of it. */
export const inquiryKinds = ['answerable', 'korean', 'legal', 'danger', 'picture'] as const;
export type InquiryKind = (typeof inquiryKinds)[number];

/** One thing that happens. `of` counts the submissions made before it, modulo their number. */
export type Step =
  | { readonly kind: 'submit'; readonly inquiry: InquiryKind }
  | { readonly kind: 'reply' | 'message' | 'escalate' | 'erase'; readonly of: number }
  | { readonly kind: 'faults'; readonly rules: readonly FaultRule[] }
  | { readonly kind: 'advance'; readonly seconds: number }
  | { readonly kind: 'receiver'; readonly failures: number }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'kill_runtime' | 'kill_store' | 'fill_disk' | 'free_disk' };

export interface Schedule {
  readonly seed: number;
  readonly mode: ScheduleMode;
  readonly steps: readonly Step[];
}

/** The same seed and mode give the same schedule. */
export function scheduleOf(mode: ScheduleMode, seed: number): Schedule {
  const [steps = []] = fc.sample(stepsOf(mode), { seed, numRuns: 1 });
  return { seed, mode, steps: [{ kind: 'submit', inquiry: 'answerable' }, ...steps] };
}

interface Target {
  readonly service: string;
  readonly operation?: string;
  readonly function?: string;
}

const tasks = [
  ...['begin-processing', 'extract-text', 'analyze-inquiry', 'score-priority', 'retrieve-knowledge', 'generate-answer'],
  ...['score-quality', 'store-answer', 'notify-customer', 'open-escalation', 'contact-staff', 'await-reply'],
  ...['decide-escalation', 'work', 'intake'],
];

const targets: readonly Target[] = [
  ...['TransactWriteItems', 'Query', 'GetItem', 'PutItem'].map((operation) => ({ service: 'dynamodb', operation })),
  ...['GetObject', 'PutObject'].map((operation) => ({ service: 's3', operation })),
  ...['StartExecution', 'SendTaskSuccess', 'DescribeExecution'].map((operation) => ({ service: 'states', operation })),
  ...['ses', 'sns', 'textract', 'comprehend', 'bedrock'].map((service) => ({ service })),
  ...tasks.map((name) => ({ service: 'lambda', function: name })),
];

const everywhere = ['throttle', 'error', 'slow', 'hang', 'lose_response'] as const;
const ofTransactions = [...everywhere, 'cancel_transaction'] as const;

/** Any service, any way to fail, a few times: a fault without an end would only be waited out. */
function faultRule(): fc.Arbitrary<FaultRule> {
  return fc.constantFrom(...targets).chain((target) =>
    fc
      .record({
        kind: fc.constantFrom(...(target.operation === 'TransactWriteItems' ? ofTransactions : everywhere)),
        times: fc.integer({ min: 1, max: 4 }),
        skip: fc.nat(3),
      })
      .map(({ kind, times, skip }) => ({
        ...target,
        kind,
        skip,
        // Each call that hangs takes the caller's whole timeout of real time.
        times: kind === 'hang' ? 1 : times,
        ...(kind === 'slow' && { delayMs: 20 }),
      })),
  );
}

const of = fc.nat(7);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('submit' as const), inquiry: fc.constantFrom(...inquiryKinds) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('reply', 'message', 'escalate', 'erase'), of }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('faults' as const),
      rules: fc.array(faultRule(), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), seconds: fc.integer({ min: 1, max: 1_800 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('receiver' as const), failures: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pause' as const), ms: fc.integer({ min: 1, max: 60 }) }) },
);

const crashStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('kill_runtime', 'kill_runtime', 'kill_runtime', 'kill_store', 'fill_disk', 'free_disk'),
});

function stepsOf(mode: ScheduleMode): fc.Arbitrary<Step[]> {
  if (mode === 'faults') return fc.array(anyStep, { minLength: 4, maxLength: 9 });
  const parts = fc.tuple(
    fc.array(anyStep, { minLength: 2, maxLength: 5 }),
    crashStep,
    fc.array(anyStep, { minLength: 0, maxLength: 3 }),
    fc.option(crashStep, { nil: undefined }),
  );
  return parts.map(([before, first, after, second]) => [...before, first, ...after, ...(second ? [second] : [])]);
}
