import { planLimits } from '../../domain/plans.ts';
import { throttleErrorNames } from '../../schemas/errors.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import { takeToken } from '../rate-limit/take-token.ts';
import { TaskError } from '../task-error.ts';

/** For how long the model is taken to be short after it has throttled, milliseconds: its quotas are by the minute. */
const shortMs = 60_000;

/** Of a company's calls a minute, those it may start at once. */
const burstShare = 1 / 6;

const throttles: ReadonlySet<string> = new Set(throttleErrorNames);

let shortUntilMs = 0;

/**
 * Calls the model. While it is short, as this process has seen it within a minute, each company may start only what its
 * plan allows: many waiting inquiries of one do not keep the few of another waiting. Costs nothing while it is not.
 * @throws TaskError FairShareExceeded, which is waited out like throttling; or what `call` throws
 */
export async function withFairShare<T>(
  { companyId, nowMs }: { companyId: CompanyId; nowMs: EpochMs },
  call: () => Promise<T>,
): Promise<T> {
  if (nowMs < shortUntilMs) await requireShare(companyId, nowMs);
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && throttles.has(error.name)) shortUntilMs = Math.max(shortUntilMs, nowMs + shortMs);
    throw error;
  }
}

async function requireShare(companyId: CompanyId, nowMs: EpochMs): Promise<void> {
  const settings = await findCompany(companyId, nowMs);
  if (settings === null) return;
  const callsPerMinute = planLimits(settings.plan).modelCallsPerMinuteWhenShort;
  const size = { burst: callsPerMinute * burstShare, tokensPerSecond: callsPerMinute / 60 };
  const { kind } = await takeToken({ companyId, bucket: 'model' }, { size, nowMs });
  if (kind === 'empty') throw new TaskError('FairShareExceeded', `${callsPerMinute} calls a minute`);
}
