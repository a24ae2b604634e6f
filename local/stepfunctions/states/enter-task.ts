import type { TaskState } from '../asl/state-machine.ts';
import { exceedsPayloadLimit, isJsonObject, type Json, type Payload, payloadOf } from '../json.ts';
import { type Activation, type Evaluating, evaluateInteger, evaluateText, scopeOf } from './evaluation.ts';
import { dataLimitExceeded, occurredIn, STATES_ERRORS, StateFailure } from './failure.ts';

/** A call of a Lambda function, as it is written to the history and to the journal. */
export interface TaskCall {
  readonly functionName: string;
  /** The JSON text that the function gets. */
  readonly payload: string;
  /** The evaluated arguments, as the event shows them. */
  readonly parameters: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly credentialsRoleArn?: string;
}

/** The call that a Task state makes: its arguments and deadlines evaluated. */
export function* enterTask(state: TaskState, activation: Activation): Evaluating<TaskCall> {
  const scope = scopeOf(activation);
  const parameters =
    state.arguments === undefined ? activation.input : payloadOf(yield { template: state.arguments, scope });
  if (exceedsPayloadLimit(parameters.text)) throw new StateFailure(dataLimitExceeded(state.name));
  const timeoutSeconds = yield* evaluateInteger(state.timeoutSeconds, { scope, min: 1 });
  const heartbeatSeconds = yield* evaluateInteger(state.heartbeatSeconds, { scope, min: 1 });
  const credentialsRoleArn = yield* evaluateText(state.credentialsRoleArn, scope);
  return {
    ...target(state, { parameters, enteredId: activation.enteredId }),
    parameters: parameters.text,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    ...(credentialsRoleArn === undefined ? {} : { credentialsRoleArn }),
  };
}

function target(state: TaskState, { parameters, enteredId }: { parameters: Payload; enteredId: number }) {
  if (state.resource.kind === 'lambdaFunction') return { functionName: state.resource.arn, payload: parameters.text };
  const fields = isJsonObject(parameters.value) ? parameters.value : {};
  const { FunctionName: name, Qualifier: qualifier } = fields;
  if (typeof name !== 'string')
    throw new StateFailure({
      error: STATES_ERRORS.runtime,
      cause: `${occurredIn({ name: state.name, enteredId })} The Parameters '${parameters.text}' could not be used to start the Task: [The field 'FunctionName' must be a string]`,
    });
  return {
    functionName: typeof qualifier === 'string' ? `${name}:${qualifier}` : name,
    payload: payloadText(fields.Payload),
  };
}

/** A string is sent as the raw text it is; AWS does not quote it again. */
function payloadText(payload: Json | undefined): string {
  if (payload === undefined) return '{}';
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}
