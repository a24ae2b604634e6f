import { rateLimitFields } from '../../../domain/rate-limit/rate-limit-fields.ts';
import { submissionRoutes } from '../../../schemas/api/submissions.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import { config } from '../../config.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { statusTokenOf } from '../../tokens/sealed-tokens.ts';
import { firstEstimateSeconds } from '../shared/executions.ts';
import { readIdempotencyKey } from '../shared/idempotency.ts';
import { submitOne } from './submit-one.ts';

/** Seconds until the first useful poll. */
const pollAfterSeconds = 2;

export const submitInquiry = httpRoute(
  submissionRoutes,
  'submitInquiry',
  async ({ body, bytes, headers, principal, nowMs }) => {
    const { companyId, mode } = principal;
    const idempotency = readIdempotencyKey('submitInquiry', { headers, bytes, mode });
    const { inquiryId, isReplayed, quota } = await submitOne(body, { companyId, mode, idempotency, nowMs });
    return accepted(inquiryId, {
      ...(isReplayed && { 'idempotency-replayed': 'true' }),
      ...rateLimitFields(quota === null ? [] : [quota]),
    });
  },
);

/** Derived from the id alone, so that a replay returns the same answer without storing it. */
function accepted(inquiryId: InquiryId, headers: Readonly<Record<string, string>>) {
  const statusToken = statusTokenOf(inquiryId);
  return {
    status: 202 as const,
    headers: { location: `/v1/inquiries/${inquiryId}`, 'retry-after': String(pollAfterSeconds), ...headers },
    body: {
      id: inquiryId,
      status: 'pending' as const,
      statusUrl: `${config().publicBaseUrl}/s/${statusToken}`,
      statusToken,
      estimatedResponseTime: firstEstimateSeconds,
    },
  };
}
