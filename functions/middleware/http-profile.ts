import middy from '@middy/core';
import httpRouter, { type Method, type Route } from '@middy/http-router';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouteProfile } from '../../schemas/api/route-spec.ts';
import { httpHeaders } from './http-headers.ts';
import { httpProblem } from './http-problem.ts';
import type { HttpRoute } from './http-route.ts';
import { ProblemError } from './problem-error.ts';

/** The Lambda of one permission profile: its routes behind one router. @throws Error when a route belongs to another */
export function httpProfile(profile: RouteProfile, served: readonly HttpRoute[]) {
  const stranger = served.find(({ spec }) => spec.profile !== profile);
  if (stranger !== undefined)
    throw new Error(`${stranger.operation} belongs to ${stranger.spec.profile}, not ${profile}`);
  const router = httpRouter<APIGatewayProxyEvent, APIGatewayProxyResult>({
    routes: served.flatMap(toRoutes),
    notFoundResponse: ({ path }) => {
      throw noSuchRoute(served, path);
    },
  });
  return middy(router).use(httpHeaders()).use(httpProblem());
}

/** HEAD answers like GET; API Gateway drops the body. */
function toRoutes({ spec: { method, path }, serve }: HttpRoute): Route<APIGatewayProxyEvent, APIGatewayProxyResult>[] {
  const methods: readonly Method[] = method === 'GET' ? ['GET', 'HEAD'] : [method];
  return methods.map((served) => ({ method: served, path, handler: (event: APIGatewayProxyEvent) => serve(event) }));
}

function noSuchRoute(served: readonly HttpRoute[], path: string): ProblemError {
  const allowed = served.filter(({ spec }) => matches(spec.path, path)).map(({ spec }) => spec.method);
  if (allowed.length === 0) return new ProblemError('not_found', { detail: 'There is no such route' });
  return new ProblemError('method_not_allowed', { headers: { allow: [...new Set(allowed)].join(', ') } });
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.replace(/\/$/, '').split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}
