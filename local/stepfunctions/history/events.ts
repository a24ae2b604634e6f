import type { State, TaskResource } from '../asl/state-machine.ts';
import type { JsonObject, Payload } from '../json.ts';
import type { Failure, Left } from '../states/evaluation.ts';
import type { TaskCall } from '../states/lambda-task.ts';

/** An event as GetExecutionHistory answers it, but for its place in the history. */
export interface EventBody {
  readonly type: string;
  readonly [details: string]: unknown;
}

/** An event in its place. */
export interface HistoryEvent extends EventBody {
  readonly id: number;
  readonly previousEventId: number;
  /** Seconds since the epoch, as the JSON protocol writes instants. */
  readonly timestamp: number;
}

const WHOLE = { truncated: false };

export function executionStarted(input: string, roleArn: string): EventBody {
  return { type: 'ExecutionStarted', executionStartedEventDetails: { input, inputDetails: WHOLE, roleArn } };
}

export function executionSucceeded(output: string): EventBody {
  return { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output, outputDetails: WHOLE } };
}

export function executionFailed(failure: Failure): EventBody {
  return { type: 'ExecutionFailed', executionFailedEventDetails: errorDetails(failure) };
}

export function executionAborted(failure: Omit<Failure, 'kind'>): EventBody {
  return { type: 'ExecutionAborted', executionAbortedEventDetails: errorDetails(failure) };
}

export function executionTimedOut(): EventBody {
  return { type: 'ExecutionTimedOut', executionTimedOutEventDetails: {} };
}

export function stateEntered(state: State, input: Payload): EventBody {
  return {
    type: `${state.type}StateEntered`,
    stateEnteredEventDetails: { name: state.name, input: input.text, inputDetails: WHOLE },
  };
}

export function stateExited(state: State, { output, assigned }: Left): EventBody {
  const variables =
    assigned === undefined
      ? {}
      : {
          assignedVariables: Object.fromEntries(Object.entries(assigned).map(([name, { text }]) => [name, text])),
          assignedVariablesDetails: WHOLE,
        };
  return {
    type: `${state.type}StateExited`,
    stateExitedEventDetails: { name: state.name, output: output.text, outputDetails: WHOLE, ...variables },
  };
}

export function evaluationFailed(state: string, { error, cause, location }: Failure): EventBody {
  return { type: 'EvaluationFailed', evaluationFailedEventDetails: { error, cause, location, state } };
}

/**
 * `Started`, `Succeeded`, `Failed` and the like of a state that has branches; Map and Parallel share their names' form.
 */
export function concurrentState(state: State, what: 'Started' | 'Succeeded' | 'Failed', length?: number): EventBody {
  const type = `${state.type}State${what}`;
  return length === undefined ? { type } : { type, mapStateStartedEventDetails: { length } };
}

export function stateAborted(state: State): EventBody {
  return { type: `${state.type}StateAborted` };
}

export function mapIteration(
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  iteration: { name: string; index: number },
): EventBody {
  return { type: `MapIteration${what}`, [`mapIteration${what}EventDetails`]: iteration };
}

export function taskScheduled(resource: TaskResource, { call, region }: { call: TaskCall; region: string }): EventBody {
  const limits = {
    ...(call.timeoutSeconds === undefined ? {} : { timeoutInSeconds: call.timeoutSeconds }),
    ...(call.credentialsRoleArn === undefined ? {} : { taskCredentials: { roleArn: call.credentialsRoleArn } }),
  };
  if (resource.kind === 'lambdaFunction') {
    const details = { input: call.parameters, inputDetails: WHOLE, resource: resource.arn, ...limits };
    return { type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: details };
  }
  const heartbeat = call.heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: call.heartbeatSeconds };
  const details = { ...nameOf(resource), region, parameters: call.parameters, ...limits, ...heartbeat };
  return { type: 'TaskScheduled', taskScheduledEventDetails: details };
}

export function taskStarted(resource: TaskResource): EventBody {
  if (resource.kind === 'lambdaFunction') return { type: 'LambdaFunctionStarted' };
  return { type: 'TaskStarted', taskStartedEventDetails: nameOf(resource) };
}

export function taskSubmitted(resource: TaskResource, output: Payload): EventBody {
  const details = { ...nameOf(resource), output: output.text, outputDetails: WHOLE };
  return { type: 'TaskSubmitted', taskSubmittedEventDetails: details };
}

export function taskSucceeded(resource: TaskResource, output: Payload): EventBody {
  const details = { output: output.text, outputDetails: WHOLE };
  if (resource.kind === 'lambdaFunction')
    return { type: 'LambdaFunctionSucceeded', lambdaFunctionSucceededEventDetails: details };
  return { type: 'TaskSucceeded', taskSucceededEventDetails: { ...nameOf(resource), ...details } };
}

export function taskFailed(resource: TaskResource, failure: Failure): EventBody {
  const ending = failure.kind === 'error' ? 'Failed' : 'TimedOut';
  const details = errorDetails(failure);
  if (resource.kind === 'lambdaFunction')
    return { type: `LambdaFunction${ending}`, [`lambdaFunction${ending}EventDetails`]: details };
  return { type: `Task${ending}`, [`task${ending}EventDetails`]: { ...nameOf(resource), ...details } };
}

function nameOf(resource: TaskResource) {
  const suffix = resource.kind === 'lambdaInvoke' && resource.waitForTaskToken ? '.waitForTaskToken' : '';
  return { resourceType: 'lambda', resource: `invoke${suffix}` };
}

function errorDetails({ error, cause }: Omit<Failure, 'kind'>): JsonObject {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
