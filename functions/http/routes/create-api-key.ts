import { keyRoutes } from '../../../schemas/api/key-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { issueKey } from '../keys/issue-key.ts';

export const createApiKey = httpRoute(keyRoutes, 'createApiKey', async ({ body, bytes, headers, principal, nowMs }) => {
  const { name, scopes, expiresAt, mode = principal.mode } = body;
  if (mode === 'live' && principal.mode === 'test')
    throw new ProblemError('forbidden', { detail: 'A test key makes test keys only' });
  const idempotency = readIdempotencyKey('createApiKey', { headers, bytes, mode: principal.mode });
  return issueKey({ principal, idempotency, nowMs, order: () => ({ name, mode, scopes, expiresAt }) });
});
