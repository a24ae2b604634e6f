import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { type FunctionFailure, functionArn, type InvokeCall, type InvokeResult } from './invocation.ts';
import type { Caller, Invocation, Outcome, RunFunction } from './run-handler.ts';

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
  const bounded = outcomeOrLate(run, {
    invocation: { requestId, arn: functionArn(call, name), payload: call.payload },
    clock,
    timeoutSeconds,
  });
  const result = bounded.then((ended) => resultOf(ended, requestId));
  return { result: unlessHungUp(result, call.signal), ended: bounded.then(() => {}) };
}

/** A function that is late is given up, not ended: its thread ends what blocks it. */
function outcomeOrLate(
  run: RunFunction,
  options: { invocation: Omit<Invocation, 'deadlineMs'>; clock: Clock; timeoutSeconds: number },
): Promise<Outcome> {
  const { invocation, clock, timeoutSeconds } = options;
  return new Promise((resolve) => {
    let isGivenUp = false;
    let cancelTimeout: () => void = () => {};
    const giveUp = (): void => {
      isGivenUp = true;
      resolve({ kind: 'failed', failure: timedOut(invocation.requestId, timeoutSeconds) });
    };
    const begin = (): number => {
      cancelTimeout();
      const deadlineMs = clock.now() + timeoutSeconds * 1000;
      cancelTimeout = clock.schedule(deadlineMs, giveUp);
      return deadlineMs;
    };
    const caller: Caller = {
      get isGivenUp() {
        return isGivenUp;
      },
      beginAgain: begin,
    };
    run({ ...invocation, deadlineMs: begin() }, caller).then((outcome) => {
      cancelTimeout();
      resolve(outcome);
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
