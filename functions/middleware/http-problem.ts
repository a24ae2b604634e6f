import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Problem } from '../../schemas/api/problem.ts';
import { problemTable } from '../../schemas/errors.ts';
import { passingNameOf } from './passing-fault.ts';
import { ProblemError } from './problem-error.ts';

/** The parts of the request that a problem's answer may use. */
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

/** A problem in the form for clients. */
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

/** For failures outside every route: unknown paths, and faults of the router itself. */
export function httpProblem(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    onError: (request) => {
      request.response = problemResponse(toProblem(request.error), request.event.requestContext.requestId);
    },
  };
}

/** Seconds after which a client may retry: a few SDK retries of the throttling service. */
const retryAfterSeconds = 2;

/** A thrown value's problem for the client: itself, `unavailable`, or an internal error without details. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (passingNameOf(error) !== null) {
    return new ProblemError('unavailable', { cause: error, headers: { 'retry-after': String(retryAfterSeconds) } });
  }
  return new ProblemError('internal', { cause: error });
}
