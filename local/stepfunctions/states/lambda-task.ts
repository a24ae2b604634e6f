import { AwsError } from '../../aws/aws-error.ts';
import type { TaskResource, TaskState } from '../asl/state-machine.ts';
import { exceedsPayloadLimit, isJsonObject, type Json, type Payload, parseJson, payloadOf } from '../json.ts';
import {
  type Activation,
  dataLimitExceeded,
  type Evaluating,
  evaluateInteger,
  evaluateText,
  type Failure,
  occurredIn,
  STATES_ERRORS,
  StateFailure,
  scopeOf,
} from './evaluation.ts';

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

/** What an invocation answered. */
export interface LambdaAnswer {
  readonly payload: string;
  readonly functionError?: 'Handled' | 'Unhandled';
  readonly executedVersion?: string;
  readonly requestId: string;
}

/** How a call ended. */
export type CallOutcome =
  | { readonly kind: 'succeeded'; readonly result: Payload }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The result of a Task from the answer of its function; a function error keeps its own name. */
export function outcomeOfAnswer(
  resource: TaskResource,
  { answer, nowMs }: { answer: LambdaAnswer; nowMs: number },
): CallOutcome {
  if (answer.functionError !== undefined) return { kind: 'failed', failure: functionFailure(answer.payload) };
  const payload = answerPayload(answer.payload);
  const result = resource.kind === 'lambdaFunction' ? payload : wrap(payload, { answer, nowMs });
  if (!exceedsPayloadLimit(result.text)) return { kind: 'succeeded', result };
  return { kind: 'failed', failure: dataLimitExceeded(resource.kind === 'lambdaFunction' ? resource.arn : 'lambda') };
}

/** The failure of an invocation that did not take place, under the name that Retry and Catch match. */
export function failureOfInvoke(error: unknown): Failure {
  if (!(error instanceof AwsError)) {
    const cause = error instanceof Error ? error.message : String(error);
    return { kind: 'error', error: 'Lambda.SdkClientException', cause };
  }
  const cause = `${error.message} (Service: AWSLambda; Status Code: ${error.status}; Error Code: ${error.name}; Request ID: ${requestIdOf(error)}; Proxy: null)`;
  return { kind: 'error', error: `Lambda.${error.name}`, cause };
}

function requestIdOf({ details }: AwsError): string {
  return typeof details.requestId === 'string' ? details.requestId : '00000000-0000-0000-0000-000000000000';
}

function functionFailure(payload: string): Failure {
  const parsed = tryParse(payload);
  const errorType = isJsonObject(parsed) ? parsed.errorType : undefined;
  if (typeof errorType === 'string') return { kind: 'error', error: errorType, cause: payload };
  const cause = `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`;
  return { kind: 'error', error: 'Lambda.Unknown', cause };
}

function answerPayload(text: string): Payload {
  const value = tryParse(text);
  return value === undefined ? { text: JSON.stringify(text), value: text } : { text, value };
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The shape of the `lambda:invoke` integration: the payload and the SDK's metadata of the HTTP exchange. */
function wrap(payload: Payload, { answer, nowMs }: { answer: LambdaAnswer; nowMs: number }): Payload {
  const version = answer.executedVersion ?? '$LATEST';
  const rest = {
    SdkHttpMetadata: httpMetadata({ version, requestId: answer.requestId, length: answer.payload.length, nowMs }),
    SdkResponseMetadata: { RequestId: answer.requestId },
    StatusCode: 200,
  };
  return {
    text: `{"ExecutedVersion":${JSON.stringify(version)},"Payload":${payload.text},${JSON.stringify(rest).slice(1)}`,
    value: { ExecutedVersion: version, Payload: payload.value, ...rest },
  };
}

function httpMetadata(exchange: { version: string; requestId: string; length: number; nowMs: number }) {
  const headers = {
    'X-Amz-Executed-Version': exchange.version,
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': exchange.requestId,
    'Content-Length': String(exchange.length),
    Date: new Date(exchange.nowMs).toUTCString(),
    'Content-Type': 'application/json',
  };
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 };
}
