import { createFaults, type Faults } from '../../../local/aws/faults.ts';
import { type Clock, systemClock } from '../../../local/clock.ts';
import { inThisThread, type LambdaHandler } from '../../../local/lambda/run-handler.ts';
import { createLambdaRuntime, type LambdaRuntime } from '../../../local/lambda/runtime.ts';

/** A Lambda runtime over handlers written in the test. */
export function lambdaRuntime(
  handlers: Readonly<Record<string, LambdaHandler>>,
  options: { clock?: Clock; faults?: Faults; timeoutSeconds?: number } = {},
): LambdaRuntime {
  const functions = new Map(Object.entries(handlers).map(([name, handler]) => [name, { name, handler }]));
  const { clock = systemClock } = options;
  return createLambdaRuntime({ functions: inThisThread(functions, clock), faults: createFaults(), ...options, clock });
}
