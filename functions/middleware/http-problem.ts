import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Problem } from '../../schemas/api/problem.ts';
import { problemTable } from '../../schemas/errors.ts';
import { problemPage } from '../pages/problem-page.ts';
import { pageLanguage } from '../pages/texts.ts';
import { lowerCased } from './http-request.ts';
import type { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

interface Asked {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 9457; a browser that asks a page's route for HTML gets a page instead. */
export function problemResponse(
  problem: ProblemError,
  { requestId, headers, isPage }: Asked & { isPage: boolean },
): APIGatewayProxyResult {
  const { status } = problemTable[problem.code];
  if (isPage && (headers.accept ?? '').includes('text/html')) {
    return { statusCode: status, headers: pageHeaders(problem), body: pageOf(problem, { requestId, headers }) };
  }
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...problem.headers },
    body: JSON.stringify(problemBodyOf(problem, requestId)),
  };
}

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

const pageHeaders = (problem: ProblemError): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  ...problem.headers,
});

function pageOf(problem: ProblemError, { requestId, headers }: Asked): string {
  const language = pageLanguage(undefined, headers['accept-language']);
  return (problem.page ?? problemPage({ language, code: problem.code, requestId })).toString();
}

/** For what fails outside of every route: no such path, and faults of the router itself. */
export function httpProblem(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    onError: (request) => {
      const { requestContext, headers } = request.event;
      const asked = { requestId: requestContext.requestId, headers: lowerCased(headers) };
      request.response = problemResponse(toProblem(request.error), { ...asked, isPage: false });
    },
  };
}
