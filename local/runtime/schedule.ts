import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';
import { account, region } from '../names.ts';

/** EventBridge Scheduler's part: `sweep` once a minute, the next only after the last has ended. Returns the stop function. */
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
