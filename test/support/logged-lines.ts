import type { Writable } from 'node:stream';

/** What is written to stdout and stderr while `run` is at work, line by line; JSON lines parsed. */
export async function loggedBy(run: () => Promise<unknown>): Promise<readonly unknown[]> {
  const written: string[] = [];
  const keep = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  const streams: readonly Writable[] = [process.stdout, process.stderr];
  const own = streams.map((stream) => stream.write);
  for (const stream of streams) Object.assign(stream, { write: keep });
  try {
    await run();
  } finally {
    for (const [index, stream] of streams.entries()) Object.assign(stream, { write: own[index] });
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
