import { planLimits } from '../../domain/plans.ts';
import { type Limit, rateLimitFields, retryAfterSeconds } from '../../domain/rate-limit/rate-limit-fields.ts';
import { type BucketSize, fillMs } from '../../domain/rate-limit/token-bucket.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import { logger } from '../logger.ts';
import { emitMetrics } from '../metrics.ts';
import { giveTokenBack, takeToken } from '../rate-limit/take-token.ts';
import type { Principal } from './http-principal.ts';
import { ProblemError } from './problem-error.ts';

/** An admitted request. */
export interface Charge {
  /** For every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** For an answer that costs nothing. */
  giveBack(): void;
}

export const freeOfCharge: Charge = { headers: {}, giveBack: () => {} };

/**
 * Takes a token of the calling company, over all its keys; customers' requests are free. Requests that cannot be
 * counted pass, with a metric and a log line: a store that is down must not shut the API.
 * @throws ProblemError too_many_requests
 */
export async function chargeRequest(principal: Principal | null, nowMs: EpochMs): Promise<Charge> {
  if (principal?.kind !== 'company') return freeOfCharge;
  try {
    return await charge(principal.companyId, nowMs);
  } catch (error) {
    if (error instanceof ProblemError || !(error instanceof Error)) throw error;
    logger().warn('request not counted', { errorName: error.name });
    emitMetrics({ RequestsNotCounted: 1 });
    return freeOfCharge;
  }
}

async function charge(companyId: CompanyId, nowMs: EpochMs): Promise<Charge> {
  const settings = await findCompany(companyId, nowMs);
  if (settings === null) return freeOfCharge;
  const { burst, requestsPerSecond } = planLimits(settings.plan);
  const size = { burst, tokensPerSecond: requestsPerSecond };
  const key = { companyId, bucket: 'requests' as const };
  const taken = await takeToken(key, { size, nowMs });
  switch (taken.kind) {
    case 'taken':
      return { headers: rateLimitFields([limitOf(size, taken.left)]), giveBack: () => giveTokenBack(key) };
    case 'unsettled':
      emitMetrics({ RequestsNotCounted: 1 });
      return freeOfCharge;
    case 'empty':
      throw new ProblemError('too_many_requests', {
        detail: `The plan ${settings.plan} allows ${requestsPerSecond} requests a second, ${burst} at once`,
        headers: {
          'retry-after': String(retryAfterSeconds(taken.retryAfterMs)),
          ...rateLimitFields([limitOf(size, 0)]),
        },
      });
    default:
      return taken satisfies never;
  }
}

const limitOf = (size: BucketSize, left: number): Limit => ({
  name: 'requests',
  quota: size.burst,
  windowSeconds: fillMs(size) / 1_000,
  left,
  resetSeconds: (size.burst - left) / size.tokensPerSecond,
});
