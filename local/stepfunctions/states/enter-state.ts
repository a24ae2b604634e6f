import type { ChoiceState, FailState, MapState, ParallelState, State, WaitState } from '../asl/state-machine.ts';
import { isJsonArray, type Json, type Payload, payloadOf } from '../json.ts';
import { EvaluationError, unexpectedType } from '../query/template.ts';
import {
  type Activation,
  type Evaluating,
  evaluateInteger,
  evaluateText,
  type Left,
  leave,
  occurredIn,
  STATES_ERRORS,
  StateFailure,
  scopeOf,
} from './evaluation.ts';
import { enterTask, type TaskCall } from './lambda-task.ts';

/** What the driver has to do for a state that was just entered. */
export type Entered =
  | { readonly kind: 'left'; readonly left: Left }
  | { readonly kind: 'call'; readonly call: TaskCall }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'branches'; readonly input: Payload }
  | { readonly kind: 'items'; readonly items: readonly Payload[]; readonly maxConcurrency: number };

/** AWS runs at most 40 iterations of an inline Map at once. */
const MAX_INLINE_CONCURRENCY = 40;
/** A wait of a year is longer than an execution may last. */
const MAX_WAIT_SECONDS = 99_999_999;

/** Decides what entering `state` means. Throws `StateFailure` or `EvaluationError` when the state fails. */
export function* enterState(state: State, activation: Activation): Evaluating<Entered> {
  const scope = scopeOf(activation);
  const passing = activation.input;
  switch (state.type) {
    case 'Pass':
      return { kind: 'left', left: yield* leave(state, { scope, passing, next: state.next, name: state.name }) };
    case 'Succeed':
      return {
        kind: 'left',
        left: yield* leave(state, { scope, passing, next: undefined, name: state.name }),
      };
    case 'Fail':
      return yield* enterFail(state, activation);
    case 'Choice':
      return { kind: 'left', left: yield* enterChoice(state, activation) };
    case 'Wait':
      return yield* enterWait(state, activation);
    case 'Task':
      return { kind: 'call', call: yield* enterTask(state, activation) };
    case 'Parallel':
      return yield* enterParallel(state, activation);
    case 'Map':
      return yield* enterMap(state, activation);
    default:
      return state satisfies never;
  }
}

function* enterFail(state: FailState, activation: Activation): Evaluating<never> {
  const scope = scopeOf(activation);
  const error = yield* evaluateText(state.error, scope);
  const cause = yield* evaluateText(state.cause, scope);
  throw new StateFailure({ ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) });
}

function* enterChoice(state: ChoiceState, activation: Activation): Evaluating<Left> {
  const scope = scopeOf(activation);
  const passing = activation.input;
  for (const rule of state.choices) {
    const met = yield { template: rule.condition, scope };
    if (typeof met !== 'boolean') throw unexpectedType({ template: rule.condition, expected: 'boolean', actual: met });
    if (met) return yield* leave(rule, { scope, passing, next: rule.next, name: state.name });
  }
  if (state.default !== undefined)
    return yield* leave(state, { scope, passing, next: state.default, name: state.name });
  const cause = `${occurredIn({ name: state.name, enteredId: activation.enteredId })} Failed to transition out of the state. The state does not point to a next state.`;
  throw new StateFailure({ error: STATES_ERRORS.noChoiceMatched, cause });
}

function* enterWait(state: WaitState, activation: Activation): Evaluating<Entered> {
  const { kind, template } = state.until;
  const value = yield { template, scope: scopeOf(activation) };
  if (kind === 'seconds') return { kind: 'wait', untilMs: activation.nowMs + waitSeconds(state, value) * 1000 };
  if (typeof value !== 'string') throw unexpectedType({ template, expected: 'string', actual: value });
  const untilMs = parseTimestampMs(value);
  if (untilMs === undefined)
    throw new EvaluationError(
      template.field,
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
    );
  return { kind: 'wait', untilMs };
}

function waitSeconds({ until: { template } }: WaitState, value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_WAIT_SECONDS) return value;
  throw unexpectedType({ template, expected: `integer between 0 and ${MAX_WAIT_SECONDS}`, actual: value });
}

function* enterParallel(state: ParallelState, activation: Activation): Evaluating<Entered> {
  if (state.arguments === undefined) return { kind: 'branches', input: activation.input };
  return { kind: 'branches', input: payloadOf(yield { template: state.arguments, scope: scopeOf(activation) }) };
}

function* enterMap(state: MapState, activation: Activation): Evaluating<Entered> {
  const scope = scopeOf(activation);
  const items = state.items === undefined ? activation.input.value : yield { template: state.items, scope };
  if (!isJsonArray(items)) throw notItems(state, items);
  const asked = (yield* evaluateInteger(state.maxConcurrency, { scope, min: 0 })) ?? 0;
  const maxConcurrency = asked === 0 ? MAX_INLINE_CONCURRENCY : Math.min(asked, MAX_INLINE_CONCURRENCY);
  return { kind: 'items', items: items.map(payloadOf), maxConcurrency };
}

function notItems({ items: template }: MapState, actual: Json): Error {
  if (template !== undefined) return unexpectedType({ template, expected: 'array', actual });
  return new EvaluationError('Items', `Map state input must be an array but was: ${JSON.stringify(actual)}`);
}

/** `2016-03-14T01:59:00Z`, with an optional fraction of a second and `Z` or an offset. */
const OFFSET_DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an ISO 8601 date-time with an offset, or undefined when it is none. */
function parseTimestampMs(text: string): number | undefined {
  const match = OFFSET_DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, instant = '', fraction = '', offset = ''] = match;
  const ms = Date.parse(`${instant}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) || dayRolledOver(instant) ? undefined : ms;
}

/** JavaScript reads 30 February as 1 March; AWS refuses it. */
function dayRolledOver(instant: string): boolean {
  const day = instant.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day;
}
