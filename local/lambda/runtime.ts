import { randomUUID } from 'node:crypto';
import { functionTimeoutSeconds } from '../../schemas/function-timeouts.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Faults } from '../aws/faults.ts';
import { type Log, silentLog } from '../aws/log.ts';
import type { AwsService } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import {
  assertPayloadSize,
  bareFunctionName,
  type FunctionFailure,
  functionArn,
  functionNotFound,
  type InvokeCall,
  type InvokeResult,
} from './invocation.ts';
import { createInvokeService } from './invoke-service.ts';
import type { Caller, Invocation, Outcome, RunFunction } from './run-handler.ts';

export interface LambdaRuntime {
  /**
   * Throws AwsError where AWS would refuse the invocation; a function's own failure is a result with `functionError`.
   */
  invoke(call: InvokeCall): Promise<InvokeResult>;
  /** The Lambda API of the AWS endpoint. */
  readonly service: AwsService;
  /** Functions that have neither ended nor timed out. */
  readonly runningCount: number;
  /** Resolves once every function has ended or timed out. */
  drain(): Promise<void>;
}

/** The part for callers of functions. */
export type Invoker = Pick<LambdaRuntime, 'invoke'>;

interface LambdaRuntimeOptions {
  readonly functions: ReadonlyMap<string, RunFunction>;
  readonly clock: Clock;
  readonly faults: Faults;
  /**
   * Of each function, by the runtime's clock; default what a deployment gives it, and at least 60. AWS allows 1–900.
   */
  readonly timeoutSeconds?: number;
  readonly log?: Log;
}

const deployedTimeoutSeconds: ReadonlyMap<string, number> = new Map(Object.entries(functionTimeoutSeconds));

/** One machine does everything at once, and slower than Lambda. */
const LEAST_TIMEOUT_SECONDS = 60;

const timeoutSecondsOf = (name: string): number =>
  Math.max(LEAST_TIMEOUT_SECONDS, deployedTimeoutSeconds.get(name) ?? 0);

/** Calls the functions, wherever they run, as AWS would. */
export function createLambdaRuntime(options: LambdaRuntimeOptions): LambdaRuntime {
  const { functions, clock, faults, timeoutSeconds, log = silentLog } = options;
  const running = new Set<Promise<unknown>>();

  const start = (run: RunFunction, { name, call }: { name: string; call: InvokeCall }): Promise<InvokeResult> => {
    const { result, ended } = execute(run, {
      name,
      call,
      clock,
      timeoutSeconds: timeoutSeconds ?? timeoutSecondsOf(name),
    });
    running.add(ended);
    ended.then(() => running.delete(ended));
    return result;
  };
  const invoke = async (call: InvokeCall): Promise<InvokeResult> => {
    const name = bareFunctionName(call.functionName);
    const run = functions.get(name);
    if (run === undefined) throw functionNotFound(call, name);
    assertPayloadSize(call.payload, { type: call.type ?? 'RequestResponse' });
    if (!faults.active) return start(run, { name, call });
    const target = { service: 'lambda', operation: 'Invoke', function: name };
    return faults.run(target, { signal: call.signal }, () => start(run, { name, call }));
  };
  return {
    invoke,
    service: createInvokeService({ invoke, has: (name) => functions.has(name), log }),
    get runningCount() {
      return running.size;
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

interface Execution {
  readonly result: Promise<InvokeResult>;
  /** Resolves when the handler is done or timed out, whether or not a caller still waits. */
  readonly ended: Promise<void>;
}

/** Calls the function; its result is the answer, or the timeout when `timeoutSeconds` of the clock pass first. */
function execute(
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
