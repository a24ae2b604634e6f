import type { APIGatewayProxyResult } from 'aws-lambda';
import { problemTable } from '../../schemas/errors.ts';
import { contentSecurityPolicy } from '../pages/layout.ts';
import { pageLanguage } from '../pages/page-language.ts';
import { problemPage } from '../pages/problem-page.ts';
import { type Asked, problemResponse } from './http-problem.ts';
import { routesRendered } from './http-route.ts';
import type { ProblemError } from './problem-error.ts';

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  // Its links hold tokens, which other sites must not see; but its own forms must send their origin, not `null`.
  'referrer-policy': 'same-origin',
} as const;

/**
 * A route that answers with a page, and a browser's problems with one too. Apart from `httpRoute`, which needs no
 * words.
 */
export const pageRoute = routesRendered({
  success: ({ status, body, headers }) => ({
    statusCode: status,
    headers: { ...(body !== null && pageHeaders), ...headers },
    body: body === null ? '' : String(body),
  }),
  problem: (problem, asked) =>
    (asked.headers.accept ?? '').includes('text/html')
      ? problemAsPage(problem, asked)
      : problemResponse(problem, asked.requestId),
});

function problemAsPage({ code, page, headers }: ProblemError, asked: Asked): APIGatewayProxyResult {
  const language = pageLanguage(undefined, asked.headers['accept-language']);
  const shown = page ?? problemPage({ language, code, requestId: asked.requestId });
  return { statusCode: problemTable[code].status, headers: { ...pageHeaders, ...headers }, body: String(shown) };
}
