import type { JsonObject } from '../json.ts';
import { EvaluationError } from '../query/template.ts';

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
