import { randomUUID } from 'node:crypto';
import type { Log } from '../aws/log.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';
import { account, region } from '../names.ts';
import type { ExecutionEndedEvent } from '../stepfunctions/service.ts';

const lostStatuses: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'ABORTED']);

/** EventBridge's part: the rule on executions that did not succeed, delivered once and best effort; the sweeper is the backstop. */
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
