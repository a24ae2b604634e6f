import { setTimeout as pause } from 'node:timers/promises';
import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { InquiryId } from '../../../schemas/ids.ts';
import { openCircuitsOfProcess } from '../../clients/breakers.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { logger } from '../../logger.ts';
import { faultFacts } from '../../middleware/http-log.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

export const checkHealth = httpRoute(serviceRoutes, 'checkHealth', async () => ({
  status: 200,
  body: { status: 'ok' },
}));

/** No inquiry has it; reading it proves that the table is readable. */
const noInquiry = InquiryId.parse('0'.repeat(26));

/** Shorter than the two attempts of a read, since a probe needs an answer soon. */
const patienceMs = 3_000;

/**
 * Ready means able to accept inquiries, for which the table is enough. Other services that are down are named, by
 * the circuits of this process.
 */
export const checkReadiness = httpRoute(serviceRoutes, 'checkReadiness', async () => {
  const [fault, open] = await Promise.all([faultOfTable(), openCircuitsOfProcess()]);
  if (fault !== null) {
    logger().warn('not ready', faultFacts(fault));
    throw new ProblemError('unavailable', {
      detail: `These do not answer: ${['dynamodb', ...open].join(', ')}`,
      cause: fault,
      headers: { 'retry-after': '2' },
    });
  }
  if (open.length === 0) return { status: 200, body: { status: 'ready' } };
  const down = open.map((dependency) => ({ dependency, circuit: 'open' }));
  return { status: 200, body: { status: 'degraded', down } };
});

async function faultOfTable(): Promise<unknown> {
  const end = new AbortController();
  const late = pause(patienceMs, new Error('The table has not answered in time'), { signal: end.signal });
  try {
    return await Promise.race([findInquiry(noInquiry).then(() => null), late]);
  } catch (error) {
    return error;
  } finally {
    late.catch(() => {});
    end.abort();
  }
}
