import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import type { Marks } from './marks.ts';

export type RunAsCall = <T>(callId: number, run: () => T) => T;

/**
 * Keeps `marks.running` at the call whose code runs, after every `await` and in every callback. The hooks slow each
 * promise down, so only a thread whose calls are under suspicion watches them.
 */
export function watchCalls(marks: Marks): RunAsCall {
  const calls = new AsyncLocalStorage<number>();
  const outer: number[] = [];
  const mark = (): void => {
    marks.running = calls.getStore() ?? 0;
  };
  createHook({
    before() {
      outer.push(marks.running);
      mark();
    },
    after() {
      const callId = outer.pop();
      // At the bottom what ran last stays marked: a call that fills the queue of microtasks has no code running between two.
      if (callId !== undefined && outer.length > 0) marks.running = callId;
    },
  }).enable();
  // A rejection that nobody handles is thrown after the code that made it has ended.
  process.on('uncaughtExceptionMonitor', () => {
    if (calls.getStore() !== undefined) mark();
  });
  return (callId, run) =>
    calls.run(callId, () => {
      mark();
      return run();
    });
}
