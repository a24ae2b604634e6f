import type { Leaving } from '../asl/state-machine.ts';
import { exceedsPayloadLimit, type Json, type Payload, payloadOf } from '../json.ts';
import { type Scope, type Template, unexpectedType } from '../query/template.ts';
import { dataLimitExceeded, StateFailure } from './failure.ts';

/** A request to the driver, which alone may await: evaluate this and continue with the value. */
export interface Evaluation {
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
