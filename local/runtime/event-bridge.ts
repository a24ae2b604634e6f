import { randomUUID } from 'node:crypto';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';
import { account, region } from '../names.ts';
import type { ExecutionEndedEvent } from '../stepfunctions/service.ts';

/**
 * EventBridge Scheduler's part: `sweep` once a minute, the next only after the last has ended. Returns the stop
 * function.
 */
export function scheduleSweeper(options: {
  lambda: LambdaRuntime;
  clock: Clock;
  log: Log;
  everySeconds: number;
}): () => void {
  const { lambda, clock, log, everySeconds } = options;
  let cancel: () => void = () => {};
  let stopped = false;
  const arm = (): void => {
    if (!stopped) cancel = clock.schedule(clock.now() + everySeconds * 1_000, fire);
  };
  const fire = (): void => {
    sweepOnce(lambda)
      .catch((error: unknown) => log.error('The sweep failed', { error: String(error) }))
      .finally(arm);
  };
  arm();
  return () => {
    stopped = true;
    cancel();
  };
}

/** One pass of the sweeper. @throws Error when the function failed. */
export async function sweepOnce(lambda: LambdaRuntime): Promise<void> {
  const signal = new AbortController().signal;
  const { functionError, payload } = await lambda.invoke({
    account,
    region,
    functionName: 'sweep',
    payload: '{}',
    signal,
  });
  if (functionError !== undefined) throw new Error(`sweep: ${payload.slice(0, 300)}`);
}

const lostStatuses: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'ABORTED']);

/**
 * EventBridge's part: the rule on executions that did not succeed, delivered once and best effort; the sweeper is the
 * backstop.
 */
export function executionEndedRule(lambda: LambdaRuntime, log: Log): (event: ExecutionEndedEvent) => void {
  return (event) => {
    if (!lostStatuses.has(event.status)) return;
    const payload = JSON.stringify({
      version: '0',
      id: randomUUID(),
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: event.account,
      time: new Date(event.stopDate).toISOString(),
      region: event.region,
      resources: [event.executionArn],
      detail: { ...event },
    });
    lambda
      .invoke({ account, region, functionName: 'execution-ended', payload, signal: new AbortController().signal })
      .then(({ functionError }) => {
        if (functionError !== undefined) log.warn('The rule on ended executions failed', { name: event.name });
      })
      .catch((error: unknown) => log.warn('The rule on ended executions failed', { error: String(error) }));
  };
}
