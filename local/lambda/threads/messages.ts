import type { Invocation, Outcome } from '../run-handler.ts';

/**
 * Messages to a thread of functions. It answers `ping` from its event loop, so that an endless computation does not.
 */
export type ToThread =
  | { readonly kind: 'invoke'; readonly callId: number; readonly name: string; readonly invocation: Invocation }
  | { readonly kind: 'advance'; readonly callId: number; readonly ms: number }
  | { readonly kind: 'ping' };

/** Messages from it; `loaded` once, or `not_loaded` and its end. */
export type FromThread =
  | { readonly kind: 'loaded'; readonly names: readonly string[] }
  | { readonly kind: 'not_loaded'; readonly message: string }
  | { readonly kind: 'ended'; readonly callId: number; readonly outcome: Outcome }
  | { readonly kind: 'advanced'; readonly callId: number }
  | { readonly kind: 'pong' };

/** What a thread writes into memory that it shares, where it can be read once its event loop answers no more. */
export interface Marks {
  readonly memory: SharedArrayBuffer;
  /** The call taken up last. Calls are taken up in the order of their ids. */
  begun: number;
  /** The call whose code is running now; 0 when none is, or when the thread does not watch its calls. */
  running: number;
}

const BEGUN = 0;
const RUNNING = 1;

export function marksIn(memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)): Marks {
  const cells = new Int32Array(memory);
  return {
    memory,
    get begun() {
      return Atomics.load(cells, BEGUN);
    },
    set begun(callId) {
      Atomics.store(cells, BEGUN, callId);
    },
    get running() {
      return Atomics.load(cells, RUNNING);
    },
    set running(callId) {
      Atomics.store(cells, RUNNING, callId);
    },
  };
}

/** Ids are 32 bits and go round: 0 is none. */
export const nextCallId = (callId: number): number => (callId + 1) | 0 || 1;

/** Whether the call with this id was taken up no later than `begun`, also after the ids have wrapped around. */
export const hasBegun = (callId: number, begun: number): boolean => begun !== 0 && ((begun - callId) | 0) >= 0;
