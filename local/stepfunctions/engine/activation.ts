import type { Json } from '../json.ts';
import type { EvaluationEnvironment } from '../query/template.ts';
import { type Activation, type Evaluating, type Failure, failureOf } from '../states/evaluation.ts';
import type { Visit } from './position.ts';
import { type Run, type Thread, visibleVariables } from './run.ts';

/** What the state that `thread` visits can see. `token` is there for a task that waits for one. */
export function activationOf(run: Run, thread: Thread, { visit, token }: { visit: Visit; token?: string }): Activation {
  return {
    enteredId: visit.enteredId,
    input: visit.input,
    variables: visibleVariables(thread),
    nowMs: run.parts.clock.now(),
    context: () => contextOf(run, thread, { visit, ...(token === undefined ? {} : { token }) }),
  };
}

/** The context object (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
function contextOf(run: Run, thread: Thread, { visit, token }: { visit: Visit; token?: string }): Json {
  const { row, machineName, input } = run;
  return {
    Execution: {
      Id: row.arn,
      Input: input,
      Name: row.name,
      RoleArn: row.roleArn,
      StartTime: new Date(row.startMs).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: row.machineArn, Name: machineName },
    State: stateContext(visit),
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...mapContext(thread),
  };
}

function stateContext({ state, enteredAtMs, attempts }: Visit) {
  return {
    EnteredTime: new Date(enteredAtMs).toISOString(),
    Name: state,
    RetryCount: attempts.reduce((sum, count) => sum + count, 0),
  };
}

/** The item of the innermost Map around the thread. */
function mapContext(thread: Thread): { readonly Map?: Json } {
  const parent = thread.parent;
  if (parent === undefined) return {};
  const position = parent.position;
  const isMap = position.at === 'branching' && parent.group.states.get(position.visit.state)?.type === 'Map';
  if (!isMap) return mapContext(parent);
  return { Map: { Item: { Index: thread.index, Value: position.inputs[thread.index]?.value ?? null } } };
}

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
