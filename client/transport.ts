import { ApiUnreachable } from './errors.ts';
import { isWorthRetrying, readRetryAfter, retryPauseMs, type Timing } from './retry.ts';

export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** True when a repeat has no further effect. */
  readonly mayRepeat: boolean;
  readonly signal?: AbortSignal | undefined;
  /** For one try. */
  readonly timeoutMs: number;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly retryAfterSeconds: number | undefined;
}

export interface Transport {
  readonly fetch: typeof fetch;
  /** After the first try. */
  readonly retries: number;
  readonly timing: Timing;
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: Incoming }
  | { readonly kind: 'lost'; readonly cause: unknown };

/** The answer of the last try, whatever its status. @throws ApiUnreachable when none came; the signal's reason */
export async function send(outgoing: Outgoing, transport: Transport): Promise<Incoming> {
  const { timing, retries } = transport;
  for (let retry = 0; ; retry += 1) {
    const outcome = await tryOnce(outgoing, transport);
    if (retry === retries || !isPassing(outcome, outgoing)) return answerOf(outcome, { outgoing, tries: retry + 1 });
    const retryAfterSeconds = outcome.kind === 'answer' ? outcome.answer.retryAfterSeconds : undefined;
    const pauseMs = retryPauseMs(retry, { retryAfterSeconds, random01: timing.random() });
    await timing.pause(pauseMs, outgoing.signal);
  }
}

async function tryOnce(outgoing: Outgoing, transport: Transport): Promise<Outcome> {
  const { method, url, headers, body, signal, timeoutMs } = outgoing;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await transport.fetch(url, {
      method,
      headers,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), Date.now());
    return { kind: 'answer', answer: { status: response.status, headers: response.headers, text, retryAfterSeconds } };
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    return { kind: 'lost', cause };
  }
}

function isPassing(outcome: Outcome, { mayRepeat }: Outgoing): boolean {
  if (outcome.kind === 'lost') return mayRepeat;
  const { status, retryAfterSeconds } = outcome.answer;
  return isWorthRetrying({ status, retryAfterSeconds, mayRepeat });
}

function answerOf(outcome: Outcome, { outgoing, tries }: { outgoing: Outgoing; tries: number }): Incoming {
  if (outcome.kind === 'answer') return outcome.answer;
  const { method, url } = outgoing;
  throw new ApiUnreachable(`${method} ${new URL(url).pathname} got no answer in ${tries} tries`, {
    cause: outcome.cause,
  });
}
