import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { createContext } from './context.ts';
import { functionArn } from './function-name.ts';
import type { InvokeCall, InvokeResult } from './invocation.ts';
import type { LoadedFunction } from './load-functions.ts';
import { type FunctionFailure, failureOf, parseEvent, responseTooLarge } from './payload.ts';

export interface Execution {
  readonly result: Promise<InvokeResult>;
  /** Resolves when the handler is done or timed out, whether or not a caller still waits. */
  readonly ended: Promise<void>;
}

/** Calls the handler; its result is the answer, or the timeout when `timeoutSeconds` of the clock pass first. */
export function execute(
  found: LoadedFunction,
  run: { call: InvokeCall; clock: Clock; timeoutSeconds: number },
): Execution {
  const { call, clock, timeoutSeconds } = run;
  const event = parseEvent(call.payload);
  const requestId = randomUUID();
  const deadlineMs = clock.now() + timeoutSeconds * 1000;
  const arn = functionArn(call, found.name);
  const context = createContext({ requestId, functionName: found.name, arn, deadlineMs, clock });

  const answered = found.handler(event, context).then(
    (value) => succeeded(value, requestId),
    (thrown: unknown) => failed(failureOf(thrown), requestId),
  );
  const late = failed(timedOut(requestId, timeoutSeconds), requestId);
  const bounded = answeredOrLate(answered, { clock, deadlineMs, late });
  return { result: unlessHungUp(bounded, call.signal), ended: bounded.then(() => {}) };
}

function answeredOrLate(
  answered: Promise<InvokeResult>,
  { clock, deadlineMs, late }: { clock: Clock; deadlineMs: number; late: InvokeResult },
): Promise<InvokeResult> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.schedule(deadlineMs, () => resolve(late));
    answered.then((value) => {
      cancelTimeout();
      resolve(value);
    });
  });
}

function unlessHungUp(bounded: Promise<InvokeResult>, signal: AbortSignal): Promise<InvokeResult> {
  return new Promise((resolve, reject) => {
    const hungUp = (): void => reject(new AwsError('RequestAborted', 'The caller hung up'));
    signal.addEventListener('abort', hungUp);
    if (signal.aborted) hungUp();
    bounded.then((value) => {
      signal.removeEventListener('abort', hungUp);
      resolve(value);
    });
  });
}

function succeeded(value: unknown, requestId: string): InvokeResult {
  const payload = stringified(value);
  if (typeof payload !== 'string') return failed(payload.failure, requestId);
  const failure = responseTooLarge(payload);
  if (failure !== undefined) return failed(failure, requestId);
  return { payload, executedVersion: '$LATEST', requestId };
}

/** A handler that returns nothing answers `null`; one that returns what JSON cannot hold fails, as on AWS. */
function stringified(value: unknown): string | { failure: FunctionFailure } {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    return { failure: { ...failureOf(error), errorType: 'Runtime.MarshalError' } };
  }
}

function failed(failure: FunctionFailure, requestId: string): InvokeResult {
  return { payload: JSON.stringify(failure), functionError: 'Unhandled', executedVersion: '$LATEST', requestId };
}

function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}
