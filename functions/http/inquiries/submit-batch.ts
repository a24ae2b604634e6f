import type * as z from 'zod/mini';
import { type Limit, rateLimitFields } from '../../../domain/rate-limit/rate-limit-fields.ts';
import { BatchItem, type BatchItemResult, submissionRoutes } from '../../../schemas/api/submissions.ts';
import { problemBodyOf, toProblem } from '../../middleware/http-problem.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { validate } from '../../middleware/http-validate.ts';
import { readIdempotencyKey } from '../shared/idempotency.ts';
import { submitOne } from './submit-one.ts';

type Result = z.infer<typeof BatchItemResult>;

/** Concurrent items: a hundred take a few seconds, and one batch does not crowd out the others. */
const width = 10;

export const submitBatch = httpRoute(
  submissionRoutes,
  'submitBatch',
  async ({ body, bytes, headers, principal, nowMs, requestId }) => {
    const { companyId, mode } = principal;
    // A malformed key is a fault of the request, not of its items.
    readIdempotencyKey('submitBatch', { headers, bytes, mode });
    const results: Result[] = [];
    const quotas: Limit[] = [];
    const submit = async (item: unknown, index: number): Promise<Result> => {
      try {
        const bytes = Buffer.from(JSON.stringify(item));
        const idempotency = readIdempotencyKey('submitBatch', { headers, bytes, mode, part: index });
        const { inquiryId, quota } = await submitOne(validate(BatchItem, item), {
          companyId,
          mode,
          idempotency,
          nowMs,
        });
        if (quota !== null) quotas.push(quota);
        return { index, status: 202, id: inquiryId };
      } catch (error) {
        const problem = problemBodyOf(toProblem(error), requestId);
        return { index, status: problem.status, problem };
      }
    };
    for (let from = 0; from < body.items.length; from += width) {
      const chunk = body.items.slice(from, from + width);
      results.push(...(await Promise.all(chunk.map((item, offset) => submit(item, from + offset)))));
    }
    const tightest = quotas.toSorted((a, b) => a.left - b.left).slice(0, 1);
    return { status: 200, body: { items: results }, headers: rateLimitFields(tightest) };
  },
);
