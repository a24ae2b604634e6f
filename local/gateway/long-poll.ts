const WAIT = 'wait';

/**
 * Calls with the query as it came, or without its `wait` once the gateway closes: the poll then gets the current
 * answer instead of a broken connection, and the function need not know. Only for requests that change nothing.
 */
export async function askUntilClosing<Answer>(
  search: string,
  { ask, closing }: { ask: (search: string) => Promise<Answer>; closing: AbortSignal },
): Promise<Answer> {
  const query = new URLSearchParams(search);
  if (!query.has(WAIT)) return ask(search);
  query.delete(WAIT);
  const atOnce = query.toString();
  if (closing.aborted) return ask(atOnce);
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const onClosing = (): void => resolve();
  closing.addEventListener('abort', onClosing);
  try {
    return await Promise.race([ask(search), closed.then(() => ask(atOnce))]);
  } finally {
    closing.removeEventListener('abort', onClosing);
  }
}
