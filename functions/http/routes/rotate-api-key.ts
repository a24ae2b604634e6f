import { endAfterRotation, isUsable, keyStateOf } from '../../../domain/api-keys/key-rules.ts';
import { keyRoutes } from '../../../schemas/api/key-routes.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { issueKey } from '../keys/issue-key.ts';
import { openApiKey } from '../keys/open-api-key.ts';

const defaultOverlapSeconds = 86_400;

export const rotateApiKey = httpRoute(
  keyRoutes,
  'rotateApiKey',
  async ({ path, body, bytes, headers, principal, nowMs }) => {
    const { apiKeyId } = path;
    const { overlapSeconds = defaultOverlapSeconds, expiresAt } = body;
    // The key that is rotated is part of the request, so that one Idempotency-Key never answers for another key.
    const whole = Buffer.concat([Buffer.from(`${apiKeyId}|`), bytes]);
    const idempotency = readIdempotencyKey('rotateApiKey', { headers, bytes: whole, mode: principal.mode });
    return issueKey({
      principal,
      idempotency,
      nowMs,
      order: (keys) => {
        const apiKey = openApiKey(keys, { apiKeyId, principal });
        if (!isUsable(apiKey, nowMs))
          throw new ProblemError('key_not_active', {
            detail: `The key is ${keyStateOf(apiKey, nowMs)}; make a new one`,
          });
        const expiresAtMs = endAfterRotation(apiKey, { nowMs, overlapSeconds });
        const { name, scopes } = apiKey;
        return { name, mode: modeOf(apiKey), scopes, expiresAt, replaced: { apiKey, expiresAtMs } };
      },
    });
  },
);
