import { functionTimeoutSeconds } from '../../schemas/function-timeouts.ts';
import type { Faults } from '../aws/faults.ts';
import { type Log, silentLog } from '../aws/log.ts';
import type { AwsService } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import { execute } from './execution.ts';
import {
  assertPayloadSize,
  bareFunctionName,
  functionNotFound,
  type InvokeCall,
  type InvokeResult,
} from './invocation.ts';
import { createInvokeService } from './invoke-service.ts';
import type { RunFunction } from './run-handler.ts';

export interface LambdaRuntime {
  /** Throws AwsError where AWS would refuse the invocation; a function's own failure is a result with `functionError`. */
  invoke(call: InvokeCall): Promise<InvokeResult>;
  /** The Lambda API of the AWS endpoint. */
  readonly service: AwsService;
  /** Functions that have neither ended nor timed out. */
  readonly runningCount: number;
  /** Resolves once every function has ended or timed out. */
  drain(): Promise<void>;
}

/** What those need who only call functions. */
export type Invoker = Pick<LambdaRuntime, 'invoke'>;

interface LambdaRuntimeOptions {
  readonly functions: ReadonlyMap<string, RunFunction>;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Of each function, by the runtime's clock; default what a deployment gives it, and at least 60. AWS allows 1–900. */
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
