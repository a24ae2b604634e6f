import type { ErrorShape } from './error-shapes.ts';
import type { ServiceCall } from './service.ts';

/** What of a call names its operation. */
export type NamedCall = Pick<ServiceCall, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** How a service says "later": a name that the Retriers match, so they differ as AWS's do. */
export interface Throttle {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** What the endpoint knows of a service besides its handler: how its requests are told apart and its errors look. */
export interface ServiceDescription {
  readonly errors: ErrorShape;
  /** Of X-Amz-Target, by which a call that is not signed finds its service. */
  readonly targetPrefix?: string;
  /** AWS's name of the operation, so that a fault can be put on it; empty when the request names none we know. */
  readonly operationOf: (call: NamedCall) => string;
  /** By operation where they differ; default: ThrottlingException. */
  readonly throttleOf?: (operation: string) => Throttle;
}

export const usualThrottle: Throttle = { name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };
