import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { createBodyBuffer } from '../http/body-buffer.ts';

/** How fast a body must arrive: within `graceMs`, plus a second for each `minBytesPerSecond` received. */
export interface Pace {
  readonly graceMs: number;
  readonly minBytesPerSecond: number;
}

export type Received =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'too_slow' }
  | { readonly kind: 'no_room' };

interface ReceiveOptions {
  readonly limitBytes: number;
  readonly pace: Pace;
  readonly clock: Clock;
  /** Asked for the size of each piece before it is kept. */
  readonly takeBodyBytes: (count: number) => boolean;
}

/** Reads the body while it comes fast enough and there is room for it. Rejects when the caller breaks off. */
export function receiveBody(incoming: IncomingMessage, options: ReceiveOptions): Promise<Received> {
  const { limitBytes, pace, clock, takeBodyBytes } = options;
  return new Promise((resolve, reject) => {
    const body = createBodyBuffer(Math.min(Number(incoming.headers['content-length'] ?? 0), limitBytes));
    let sizeBytes = 0;
    const startedAtMs = clock.now();
    let cancel = (): void => {};
    const settle = (received: Received): void => {
      cancel();
      incoming.off('data', keep);
      resolve(received);
    };
    const dueAtMs = (): number => startedAtMs + pace.graceMs + (sizeBytes / pace.minBytesPerSecond) * 1_000;
    const watch = (): void => {
      if (clock.now() >= dueAtMs()) settle({ kind: 'too_slow' });
      else cancel = clock.schedule(dueAtMs(), watch);
    };
    const keep = (chunk: Buffer): void => {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) settle({ kind: 'too_large' });
      else if (!takeBodyBytes(chunk.length)) settle({ kind: 'no_room' });
      else body.add(chunk);
    };
    const breakOff = (error?: Error): void => {
      cancel();
      reject(error ?? new Error('The caller broke off'));
    };
    if (Number(incoming.headers['content-length'] ?? 0) > limitBytes) return settle({ kind: 'too_large' });
    if (incoming.destroyed && !incoming.readableEnded) return breakOff();
    incoming.on('error', breakOff).on('close', breakOff);
    incoming.on('data', keep).on('end', () => settle({ kind: 'whole', bytes: body.bytes() }));
    watch();
  });
}

/**
 * Reads and drops what still comes of a request that has its answer, for `lingerMs` at most: a connection that is
 * closed with something unread is reset, and its answer is lost with it.
 */
export function discardBody(incoming: IncomingMessage, { clock, lingerMs }: { clock: Clock; lingerMs: number }): void {
  incoming.on('error', () => {});
  incoming.resume();
  if (incoming.complete) return;
  const cancel = clock.schedule(clock.now() + lingerMs, () => incoming.destroy());
  incoming.on('end', cancel).on('close', cancel);
}
