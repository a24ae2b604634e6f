import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { contentSecurityPolicy } from '../pages/layout.ts';

/** On every answer, whatever it is. A route's own header of the same name wins. */
const always = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
} as const;

const jsonPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Sets the security headers, on answers and on problems alike. */
export function httpHeaders(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return { after: setSecurityHeaders, onError: setSecurityHeaders };
}

function setSecurityHeaders(request: { response: APIGatewayProxyResult | null | undefined }): void {
  const { response } = request;
  if (response === null || response === undefined) return;
  const isPage = String(response.headers?.['content-type'] ?? '').startsWith('text/html');
  const policy = isPage ? contentSecurityPolicy : jsonPolicy;
  request.response = { ...response, headers: { ...always, 'content-security-policy': policy, ...response.headers } };
}
