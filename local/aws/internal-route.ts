import type { IncomingHttpHeaders } from 'node:http';
import type { ServiceAnswer } from './service.ts';

/** A call to the runtime itself, under `/_aws/`: not signed, and no AWS service. */
export interface InternalCall {
  readonly method: string;
  /** Still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type InternalRoute = (call: InternalCall) => Promise<ServiceAnswer>;

/** Paths to routes; one that ends in `/*` takes every path below. */
export type InternalRoutes = Readonly<Record<string, InternalRoute>>;

export function findInternalRoute(routes: InternalRoutes, path: string): InternalRoute | undefined {
  if (Object.hasOwn(routes, path)) return routes[path];
  const pattern = Object.keys(routes).find((key) => key.endsWith('/*') && path.startsWith(key.slice(0, -1)));
  return pattern === undefined ? undefined : routes[pattern];
}

export function jsonAnswer(value: unknown, status = 200): ServiceAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function methodNotAllowed(allow: string): ServiceAnswer {
  return {
    ...jsonAnswer({ message: `Only ${allow} here` }, 405),
    headers: { allow, 'content-type': 'application/json' },
  };
}

/** The body as JSON, or undefined when it is none. */
export function bodyJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
