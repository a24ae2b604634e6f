import { type Clock, systemClock } from '../clock.ts';
import type { Invoker } from '../lambda/runtime.ts';

/** After this a request is a long poll or waits for a slow service: it needs no CPU. */
const youngMs = 100;

export interface Callers {
  /** How many wait for an answer, and not for longer than a look takes. */
  readonly pressingCount: number;
  /** Calls alike, and knows of each as of a request that is being answered. */
  counted(lambda: Invoker): Invoker;
}

/** Knows whether callers are waiting, so that work that nobody waits for can stand back. */
export function createCallers(clock: Clock = systemClock): Callers {
  let youngCount = 0;
  const enter = (): (() => void) => {
    youngCount += 1;
    let isYoung = true;
    const leave = (): void => {
      cancel();
      if (isYoung) youngCount -= 1;
      isYoung = false;
    };
    const cancel = clock.schedule(clock.now() + youngMs, leave);
    return leave;
  };
  return {
    get pressingCount() {
      return youngCount;
    },
    counted: (lambda) => ({
      invoke(call) {
        const leave = enter();
        return lambda.invoke(call).finally(leave);
      },
    }),
  };
}
