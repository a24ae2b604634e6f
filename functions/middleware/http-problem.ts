import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Problem } from '../../schemas/api/problem.ts';
import { problemTable } from '../../schemas/errors.ts';
import type { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

/** What a problem's answer may look at of the request. */
export interface Asked {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 9457. */
export const problemResponse = (problem: ProblemError, requestId: string): APIGatewayProxyResult => ({
  statusCode: problemTable[problem.code].status,
  headers: { 'content-type': 'application/problem+json', ...problem.headers },
  body: JSON.stringify(problemBodyOf(problem, requestId)),
});

/** What a client is told of a problem. */
export function problemBodyOf(problem: ProblemError, requestId: string): Problem {
  const { code, message, errors, inquiryId } = problem;
  return {
    type: 'about:blank',
    ...problemTable[code],
    code,
    detail: message,
    requestId,
    ...(errors !== undefined && { errors: [...errors] }),
    ...(inquiryId !== undefined && { inquiryId }),
  };
}

/** For what fails outside of every route: no such path, and faults of the router itself. */
export function httpProblem(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    onError: (request) => {
      request.response = problemResponse(toProblem(request.error), request.event.requestContext.requestId);
    },
  };
}
