import type { Leaving } from '../asl/state-machine.ts';
import { exceedsPayloadLimit, type Json, type JsonObject, type Payload, payloadOf } from '../json.ts';
import { EvaluationError, type Scope, type Template, unexpectedType } from '../query/template.ts';

/** A request to the driver, which alone may await: evaluate this and continue with the value. */
interface Evaluation {
  readonly template: Template;
  readonly scope: Scope;
}

/** A pure computation that needs expressions evaluated on its way to a `Result`. */
export type Evaluating<Result> = Generator<Evaluation, Result, Json>;

/** What a state knows when it runs. */
export interface Activation {
  readonly enteredId: number;
  readonly input: Payload;
  readonly variables: Readonly<Record<string, Json>>;
  readonly context: () => Json;
  readonly nowMs: number;
}

/** Where a state leads. `next` undefined: it ends its group. */
export interface Left {
  readonly output: Payload;
  readonly assigned: Readonly<Record<string, Payload>> | undefined;
  readonly next: string | undefined;
}

/** What the expressions of a state see before it has a result. */
export function scopeOf({ input, variables, context }: Activation): Scope {
  return { input: input.value, variables, context };
}

/** Assign and Output, both of which see the variables as they were before the state. */
export function* leave(
  { output, assign }: Leaving,
  { scope, passing, next, name }: { scope: Scope; passing: Payload; next: string | undefined; name: string },
): Evaluating<Left> {
  const left = output === undefined ? passing : payloadOf(yield { template: output, scope });
  if (exceedsPayloadLimit(left.text)) throw new StateFailure(dataLimitExceeded(name));
  if (assign.length === 0) return { output: left, assigned: undefined, next };
  const assigned: Record<string, Payload> = {};
  for (const { variable, template } of assign) assigned[variable] = payloadOf(yield { template, scope });
  return { output: left, assigned, next };
}

/** A text field; undefined when the state has none. */
export function* evaluateText(template: Template | undefined, scope: Scope): Evaluating<string | undefined> {
  if (template === undefined) return undefined;
  const value = yield { template, scope };
  if (typeof value !== 'string') throw unexpectedType({ template, expected: 'string', actual: value });
  return value;
}

/** A whole number of at least `min`; undefined when the state has no such field. */
export function* evaluateInteger(
  template: Template | undefined,
  { scope, min }: { scope: Scope; min: number },
): Evaluating<number | undefined> {
  if (template === undefined) return undefined;
  const value = yield { template, scope };
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min)
    throw unexpectedType({ template, expected: `integer of ${min} or more`, actual: value });
  return value;
}

/**
 * Error names that the engine itself gives
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export const STATES_ERRORS = {
  all: 'States.ALL',
  dataLimitExceeded: 'States.DataLimitExceeded',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  noChoiceMatched: 'States.NoChoiceMatched',
  queryEvaluationError: 'States.QueryEvaluationError',
  runtime: 'States.Runtime',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
} as const;

/** Why a state failed. An absent `error` or `cause` is absent from the history too. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  readonly kind: 'error' | 'timeout' | 'heartbeatTimeout';
  /** Where in the state an expression failed; such a failure has an event of its own. */
  readonly location?: string;
}

/** Thrown while a state is evaluated, caught by the driver. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly failure: Failure;

  constructor(failure: Omit<Failure, 'kind'>) {
    super(failure.cause ?? failure.error ?? 'failed');
    this.failure = { kind: 'error', ...failure };
  }
}

/** The failure that an error thrown during evaluation stands for; undefined for one that is a fault of the engine. */
export function failureOf(error: unknown, where: { name: string; enteredId: number }): Failure | undefined {
  if (error instanceof StateFailure) return error.failure;
  if (!(error instanceof EvaluationError)) return undefined;
  return {
    kind: 'error',
    error: STATES_ERRORS.queryEvaluationError,
    cause: `${occurredIn(where)} ${error.message}`,
    location: error.location,
  };
}

/** The start of AWS's error texts. */
export function occurredIn({ name, enteredId }: { name: string; enteredId: number }): string {
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}).`;
}

/** The failure of a result or an output above 262,144 bytes. */
export function dataLimitExceeded(what: string): Failure {
  return {
    kind: 'error',
    error: STATES_ERRORS.dataLimitExceeded,
    cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/**
 * What a Catch sees as `$states.errorOutput`. AWS gives a timeout an empty cause, and null for what a worker left out.
 */
export function errorOutputOf({ error, cause, kind }: Failure): JsonObject {
  return { Error: error ?? null, Cause: cause ?? (kind === 'error' ? null : '') };
}
