/** Where allocation is from the system itself and not from what others use as well. */
const LARGE_BYTES = 256 * 1024;

/** The bytes of a body as they come. */
export interface BodyBuffer {
  add(chunk: Buffer): void;
  /** What has come so far, in one piece. */
  bytes(): Buffer;
}

/**
 * Keeps a body in one piece of memory from the beginning, so that each chunk is garbage at once: kept until the end they
 * would be old garbage, as much as the body. Who announces `expectedBytes` gets them once something of them has come.
 */
export function createBodyBuffer(expectedBytes: number): BodyBuffer {
  let memory = Buffer.allocUnsafeSlow(Math.min(expectedBytes, LARGE_BYTES));
  let size = 0;
  return {
    add(chunk) {
      if (size + chunk.length > memory.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(size + chunk.length, expectedBytes, memory.length * 2));
        memory.copy(larger, 0, 0, size);
        giveBack(memory);
        memory = larger;
      }
      chunk.copy(memory, size);
      size += chunk.length;
    },
    bytes: () => memory.subarray(0, size),
  };
}

/**
 * Frees the memory of a large buffer now: V8 lets 64 MB of such garbage gather in each thread before it looks. Nobody may
 * use the buffer any more; it is empty then.
 */
export function giveBack({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= LARGE_BYTES && !buffer.detached) buffer.transfer(0);
}
