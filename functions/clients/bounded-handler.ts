import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Breaker } from './breakers.ts';
import type { ServiceLimits } from './service-limits.ts';

type Handle = NodeHttpHandler['handle'];
type Answer = Awaited<ReturnType<Handle>>['response'];

interface HandlerOptions extends Omit<ServiceLimits, 'maxAttempts'> {
  /** Default 256: a wait for a free socket is not a fault of the service. */
  readonly sockets?: { readonly http: number; readonly https: number };
  /** Called with the end of each attempt; absent for a service without a circuit. */
  readonly breaker?: Breaker;
}

const manySockets = { http: 256, https: 256 } as const;

/** A service's own timeouts: Request Timeout, as Bedrock answers for a model, and Gateway Timeout. */
const timeoutStatuses: ReadonlySet<number> = new Set([408, 504]);

/**
 * The SDK's HTTP handler with one deadline. Its own `requestTimeout` ends with the answer's head and its
 * `socketTimeout` never ends an answer that trickles; here one deadline covers the wait for a socket, the request, the
 * answer's head and its body. A call beyond it is rejected as `TimeoutError` and its socket destroyed, so that the pool
 * recovers. HTTP/1.1 for all: Bedrock's client would use HTTP/2, which endpoints on loopback do not support.
 */
export function boundedHandler({
  connectionTimeoutMs,
  requestTimeoutMs,
  sockets = manySockets,
  breaker,
}: HandlerOptions) {
  const inner = new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    httpAgent: { keepAlive: true, maxSockets: sockets.http },
    httpsAgent: { keepAlive: true, maxSockets: sockets.https },
  });

  const handle = async (...[request, options = {}]: Parameters<Handle>): ReturnType<Handle> => {
    breaker?.admit();
    const { abortSignal, requestTimeout = requestTimeoutMs, ...rest } = options;
    const deadline = new Deadline(requestTimeout);
    try {
      const { response } = await inner.handle(request, {
        ...rest,
        abortSignal: eitherSignal(deadline.signal, abortSignal),
      });
      if (timeoutStatuses.has(response.statusCode)) breaker?.timedOut();
      deadline.endsWith(response, (isTimeout) => {
        if (isTimeout) breaker?.timedOut();
        else if (!timeoutStatuses.has(response.statusCode)) breaker?.answered();
      });
      return { response };
    } catch (error) {
      deadline.clear();
      const thrown = deadline.signal.aborted ? deadline.error() : error;
      if (thrown instanceof Error && thrown.name === 'TimeoutError' && !isBroken(thrown)) breaker?.timedOut();
      throw thrown;
    }
  };
  return {
    metadata: inner.metadata,
    handle,
    destroy: () => inner.destroy(),
    updateHttpClientConfig: inner.updateHttpClientConfig.bind(inner),
    httpHandlerConfigs: () => inner.httpHandlerConfigs(),
  };
}

/** The SDK names a broken connection a timeout; its code distinguishes them. */
const isBroken = (error: Error): boolean => 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

type CallersSignal = NonNullable<Parameters<Handle>[1]>['abortSignal'];

function eitherSignal(deadline: AbortSignal, callers: CallersSignal): AbortSignal {
  return callers instanceof AbortSignal ? AbortSignal.any([deadline, callers]) : deadline;
}

/** One attempt's time. It expires only after sockets are polled once more: a busy thread has read nothing. */
class Deadline {
  readonly #timeoutMs: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #body: Answer['body'];
  #isOver = false;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => setImmediate(() => this.#strike()), timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  error(): Error {
    const message = `The service has not answered within ${this.#timeoutMs} ms`;
    return Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  }

  clear(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  /** From here on the deadline is the body's: `report` is called once, when the body is complete or late. */
  endsWith({ body }: Answer, report: (isTimeout: boolean) => void): void {
    this.#body = body;
    body.once('close', () => {
      const isTimeout = this.#controller.signal.aborted;
      this.clear();
      if (isTimeout || body.complete === true) report(isTimeout);
    });
  }

  #strike(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // Destroyed first, with the reader's error: an abort would raise one without a name.
    this.#body?.destroy(this.error());
    this.#controller.abort();
  }
}
