import { createInflate } from 'node:zlib';

/** Larger than zlib's 16 KB, since each chunk takes an event-loop tick. */
const chunkSize = 256 * 1024;

export type Inflation =
  | { readonly kind: 'inflated'; readonly bytes: number; readonly data: Uint8Array | null }
  | { readonly kind: 'too_far' }
  | { readonly kind: 'damaged'; readonly bytes: number };

/**
 * Inflates a zlib stream up to `maxBytes` and stops there, so that a bomb never unfolds.
 * Without `keep` the bytes are only counted, so that memory stays flat. A stream that ends early is damaged; bytes
 * after its end are ignored.
 */
export function inflateWithin(
  data: Uint8Array,
  { maxBytes, keep = false }: { maxBytes: number; keep?: boolean },
): Promise<Inflation> {
  return new Promise((resolve) => {
    const inflate = createInflate({ chunkSize });
    const kept: Buffer[] = [];
    let bytes = 0;
    const settle = (inflation: Inflation): void => {
      resolve(inflation);
      inflate.destroy();
    };
    inflate.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) return settle({ kind: 'too_far' });
      if (keep) kept.push(chunk);
    });
    inflate.on('end', () => settle({ kind: 'inflated', bytes, data: keep ? Buffer.concat(kept) : null }));
    inflate.on('error', () => settle({ kind: 'damaged', bytes }));
    inflate.end(data);
  });
}
