import { boundedHandler } from './bounded-handler.ts';
import { type Breaker, breakerOf, CircuitOpen } from './breakers.ts';
import { limitsOf, type ServiceName } from './service-limits.ts';

interface BoundedConfig {
  readonly maxAttempts: number;
  readonly requestHandler: ReturnType<typeof boundedHandler>;
}

type Middleware = <Args, Output>(next: (args: Args) => Promise<Output>) => (args: Args) => Promise<Output>;

interface Stacked {
  readonly middlewareStack: {
    remove(name: string): boolean;
    add(middleware: Middleware, options: { step: 'initialize'; name: string }): void;
  };
}

/** The name of an unresponsive service's error: all Retriers for throttling and HTTP's 503 know it. */
const throttleName = 'ThrottlingException';

/**
 * Creates a client with deadlines and a circuit. Without the SDK's
 * logging of calls, which copies the input and output of each for an unused log.
 */
export function boundedClient<Client extends Stacked>(
  service: Exclude<ServiceName, 'dynamodb'>,
  make: (config: BoundedConfig) => Client,
): Client {
  const limits = limitsOf(service);
  const breaker = breakerOf(service);
  const client = make({ maxAttempts: limits.maxAttempts, requestHandler: boundedHandler({ ...limits, breaker }) });
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(underThrottleName(breaker), { step: 'initialize', name: 'circuitMiddleware' });
  return client;
}

/**
 * A timeout while the circuit is open is throttling to the caller as well: else the calls that opened it, and
 * each probe, would use up the few tries of a transient fault.
 */
const underThrottleName =
  (breaker: Breaker): Middleware =>
  (next) =>
  async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (!(error instanceof Error) || !isOfCircuit(error, breaker)) throw error;
      throw Object.assign(new Error(error.message, { cause: error }), { name: throttleName });
    }
  };

const isOfCircuit = (error: Error, { isOpen }: Breaker): boolean =>
  error instanceof CircuitOpen || (isOpen && timeoutNames.has(error.name));

const timeoutNames: ReadonlySet<string> = new Set(['TimeoutError', 'ModelTimeoutException']);
