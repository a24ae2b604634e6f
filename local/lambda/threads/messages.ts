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
