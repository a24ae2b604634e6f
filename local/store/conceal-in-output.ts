type Write = typeof process.stdout.write;

/**
 * Replaces a text in all that this process and its threads print, until the returned function is called: a failed
 * connection names its address in its message, and whatever logs that message would tell where the store is.
 */
export function concealInOutput(secret: string, shown: string): () => void {
  const restores = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    const concealing = (chunk: string | Uint8Array, ...rest: unknown[]): unknown => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
      if (!text.includes(secret)) return Reflect.apply(write, stream, [chunk, ...rest]);
      const told = text.replaceAll(secret, shown);
      return Reflect.apply(write, stream, [typeof chunk === 'string' ? told : Buffer.from(told, 'latin1'), ...rest]);
    };
    Object.assign(stream, { write: concealing } satisfies { write: (...args: Parameters<Write>) => unknown });
    return () => Object.assign(stream, { write });
  });
  return () => {
    for (const restore of restores) restore();
  };
}
