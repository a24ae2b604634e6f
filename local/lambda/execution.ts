import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { functionArn } from './function-name.ts';
import type { InvokeCall, InvokeResult } from './invocation.ts';
import type { FunctionFailure } from './payload.ts';
import type { Outcome, RunFunction } from './run-handler.ts';

export interface Execution {
  readonly result: Promise<InvokeResult>;
  /** Resolves when the handler is done or timed out, whether or not a caller still waits. */
  readonly ended: Promise<void>;
}

/** Calls the function; its result is the answer, or the timeout when `timeoutSeconds` of the clock pass first. */
export function execute(
  run: RunFunction,
  { name, call, clock, timeoutSeconds }: { name: string; call: InvokeCall; clock: Clock; timeoutSeconds: number },
): Execution {
  const requestId = randomUUID();
  const deadlineMs = clock.now() + timeoutSeconds * 1000;
  const outcome = run({ requestId, arn: functionArn(call, name), deadlineMs, payload: call.payload });
  const late: Outcome = { kind: 'failed', failure: timedOut(requestId, timeoutSeconds) };
  const bounded = outcomeOrLate(outcome, { clock, deadlineMs, late });
  const result = bounded.then((ended) => resultOf(ended, requestId));
  return { result: unlessHungUp(result, call.signal), ended: bounded.then(() => {}) };
}

function outcomeOrLate(
  outcome: Promise<Outcome>,
  { clock, deadlineMs, late }: { clock: Clock; deadlineMs: number; late: Outcome },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.schedule(deadlineMs, () => resolve(late));
    outcome.then((ended) => {
      cancelTimeout();
      resolve(ended);
    });
  });
}

function unlessHungUp(result: Promise<InvokeResult>, signal: AbortSignal): Promise<InvokeResult> {
  return new Promise((resolve, reject) => {
    const hungUp = (): void => reject(new AwsError('RequestAborted', 'The caller hung up'));
    signal.addEventListener('abort', hungUp);
    if (signal.aborted) hungUp();
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', hungUp));
  });
}

function resultOf(outcome: Outcome, requestId: string): InvokeResult {
  const executedVersion = '$LATEST';
  switch (outcome.kind) {
    case 'returned':
      return { payload: outcome.payload, executedVersion, requestId };
    case 'failed':
      return { payload: JSON.stringify(outcome.failure), functionError: 'Unhandled', executedVersion, requestId };
    case 'not_json':
      throw new AwsError(
        'InvalidRequestContentException',
        'Could not parse request body into json: the payload is not valid JSON',
      );
    default:
      return outcome satisfies never;
  }
}

function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}
