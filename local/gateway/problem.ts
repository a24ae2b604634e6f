import { type ProblemCode, problemTable } from '../../schemas/errors.ts';
import type { GatewayAnswer } from './proxy-response.ts';

/** As API Gateway is told to set them on its own answers. */
const always = [
  ['content-type', 'application/problem+json'],
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
] as const;

/** An error of the gateway's own, in the form of every other error of the API (RFC 9457). */
export function problem(
  code: ProblemCode,
  options: { requestId: string; detail: string; headers?: readonly (readonly [string, string])[] },
): GatewayAnswer {
  const { requestId, detail, headers = [] } = options;
  const { status, title } = problemTable[code];
  const body = JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId });
  return { status, headers: [...always, ...headers], body: Buffer.from(body) };
}
