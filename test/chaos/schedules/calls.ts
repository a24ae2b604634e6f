/** What became of a call: an answer, or none because the connection broke. */
export type CallResult =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'broken' };

export interface Calls {
  /** `form` is sent as a page sends it, `json` as a program does. */
  ask(
    url: string,
    options: {
      readonly method?: string;
      readonly bearer?: string;
      readonly idempotencyKey?: string;
      readonly json?: object;
      readonly form?: Readonly<Record<string, string>>;
    },
  ): Promise<CallResult>;
  /** Answers that no fault excuses, with the path that gave them. */
  readonly unexcused: readonly string[];
}

/** A call that no answer comes to counts as broken: the gateway itself gives up after 29 seconds. */
const deadlineMs = 40_000;

/** While services fail, an answer may be «not now» with Retry-After; it may never be a fault of the product's own. */
export function createCalls(): Calls {
  const unexcused: string[] = [];
  return {
    unexcused,
    async ask(url, { method = 'GET', bearer, idempotencyKey, json, form }) {
      const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
      try {
        const response = await fetch(url, {
          method,
          headers: {
            ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
            ...(json !== undefined && { 'content-type': 'application/json' }),
            ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
          },
          ...(body !== undefined && { body }),
          signal: AbortSignal.timeout(deadlineMs),
        });
        const text = await response.text();
        const { status } = response;
        if (status >= 500 && !isExcused(response))
          unexcused.push(`${method} ${new URL(url).pathname.slice(0, 24)} answered ${status}: ${text.slice(0, 200)}`);
        return { kind: 'answered', status, text };
      } catch {
        return { kind: 'broken' };
      }
    },
  };
}

/** A clock that is moved on while a request is under way lets it time out. */
const isExcused = ({ status, headers }: Response): boolean =>
  status === 504 || ((status === 503 || status === 507) && headers.has('retry-after'));
