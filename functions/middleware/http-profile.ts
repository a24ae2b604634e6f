import middy from '@middy/core';
import httpRouter, { type Method, type Route } from '@middy/http-router';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouteProfile } from '../../schemas/api/route-spec.ts';
import type { OperationId, routes } from '../../schemas/api/routes.ts';
import { httpHeaders } from './http-headers.ts';
import { httpProblem } from './http-problem.ts';
import type { HttpRoute } from './http-route.ts';
import { ProblemError } from './problem-error.ts';
// Modules that all routes need are loaded at the start.
import './http-route.ts';

type Routes = typeof routes;
type OperationsOf<P extends RouteProfile> = {
  [O in OperationId]: Routes[O]['profile'] extends P ? O : never;
}[OperationId];

/** Of every route of the profile, and of no other: its method and path, and how it is loaded. */
export type Served<P extends RouteProfile> = {
  readonly [O in OperationsOf<P> as `${Routes[O]['method']} ${Routes[O]['path']}`]: () => Promise<HttpRoute<O>>;
};

type Load = () => Promise<HttpRoute>;

/**
 * The Lambda of one permission profile: its routes behind one router. A route is loaded at its first request, so
 * that a start reads what all routes need, without the schemas and SDK clients of unused routes.
 */
export function httpProfile<P extends RouteProfile>(served: Served<P>) {
  const table = Object.entries<Load>(served).map(([key, load]) => ({ ...methodAndPath(key), load }));
  const router = httpRouter<APIGatewayProxyEvent, APIGatewayProxyResult>({
    routes: table.flatMap(toRoutes),
    notFoundResponse: ({ path }) => {
      throw noSuchRoute(table, path);
    },
  });
  return middy(router).use(httpHeaders()).use(httpProblem());
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodAndPath(key: string) {
  const [name, path = ''] = key.split(' ');
  const method = methods.find((known) => known === name);
  if (method === undefined) throw new Error(`${key} does not begin with one of ${methods.join(', ')}`);
  return { method, path };
}

interface Row {
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly load: Load;
}

/** HEAD answers like GET; API Gateway drops the body. */
function toRoutes({ method, path, load }: Row): Route<APIGatewayProxyEvent, APIGatewayProxyResult>[] {
  const answered: readonly Method[] = method === 'GET' ? ['GET', 'HEAD'] : [method];
  let route: Promise<HttpRoute> | undefined;
  const handler = async (event: APIGatewayProxyEvent) => {
    route ??= load();
    return (await route).serve(event);
  };
  return answered.map((name) => ({ method: name, path, handler }));
}

function noSuchRoute(table: readonly Row[], path: string): ProblemError {
  const allowed = table.filter((row) => matches(row.path, path)).map(({ method }) => method);
  if (allowed.length === 0) return new ProblemError('not_found', { detail: 'There is no such route' });
  return new ProblemError('method_not_allowed', { headers: { allow: [...new Set(allowed)].join(', ') } });
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.replace(/\/$/, '').split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}
