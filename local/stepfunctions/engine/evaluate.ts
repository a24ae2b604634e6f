import type { EvaluationEnvironment } from '../query/template.ts';
import type { Evaluating } from '../states/evaluation.ts';
import { type Failure, failureOf } from '../states/failure.ts';
import type { Visit } from './position.ts';
import type { Run } from './run.ts';

/** Drives a pure computation, evaluating what it asks for. */
export async function attempt<Value>(
  run: Run,
  { steps, visit }: { steps: Evaluating<Value>; visit: Visit },
): Promise<{ readonly value: Value } | { readonly failure: Failure }> {
  try {
    return { value: await evaluate(steps, run.parts.environment) };
  } catch (error) {
    const failure = failureOf(error, { name: visit.state, enteredId: visit.enteredId });
    if (failure === undefined) throw error;
    return { failure };
  }
}

async function evaluate<Value>(steps: Evaluating<Value>, environment: EvaluationEnvironment): Promise<Value> {
  let next = steps.next(null);
  while (!next.done) {
    const value = next.value.template.evaluate(next.value.scope, environment);
    next = steps.next(value instanceof Promise ? await value : value);
  }
  return next.value;
}
