import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { anyOriginHeaders } from '../../schemas/api/cross-origin.ts';
import { config } from '../config.ts';

/** On every answer. A route's own header of the same name wins. */
const always = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
} as const;

const jsonPolicy = "default-src 'none'; frame-ancestors 'none'";

/** The headers that a page of the web origin may read; the same for every caller, so no `Vary`. */
const originHeaders = (webOrigin: string | null): Record<string, string> =>
  webOrigin === null ? {} : { ...anyOriginHeaders, 'access-control-allow-origin': webOrigin };

/** Sets the security headers, on answers and on problems alike. */
export function httpHeaders(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return { after: setSecurityHeaders, onError: setSecurityHeaders };
}

function setSecurityHeaders(request: { response: APIGatewayProxyResult | null | undefined }): void {
  const { response } = request;
  if (response === null || response === undefined) return;
  request.response = {
    ...response,
    headers: {
      ...always,
      ...originHeaders(config().webOrigin),
      'content-security-policy': jsonPolicy,
      ...response.headers,
    },
  };
}
