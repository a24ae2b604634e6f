import { isPastRetention, retentionCutoffMs, retentionPassMs } from '../../domain/privacy/retention.ts';
import type { InquiryId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import { commit } from '../entities/commit.ts';
import { listUnchanged } from '../entities/inquiry-list.ts';
import { endJob, type JobItem, postponeJob } from '../entities/job.ts';
import { logger } from '../logger.ts';
import { eraseInquiry } from './erase-inquiry.ts';

/** Inquiries of one turn; the sweeper's next pass goes on. */
const inquiriesATurn = 100;

/** Stands between mode and place in a job's cursor. */
const divider = ' ';

/**
 * One turn of the daily pass over a company's inquiries, one mode after the other: erases those at rest whose time has
 * passed. Each is looked at again in the transaction that buries it, so that what is opened again meanwhile is kept.
 */
export async function performRetention(job: JobItem, nowMs: EpochMs): Promise<'done' | 'postponed'> {
  const { companyId } = job;
  const retentionDays = (await findCompany(companyId, nowMs))?.retentionDays;
  if (retentionDays === undefined) {
    await commit([endJob(job)]);
    return 'done';
  }
  const sinceMs = retentionCutoffMs(nowMs, retentionDays);
  const next = sinceMs === null ? null : await eraseTurn(job, { sinceMs, retentionDays, nowMs });
  await postponeJob(job, next === null ? epochMs(nowMs + retentionPassMs) : nowMs, next);
  return 'postponed';
}

/** Where the next turn goes on; null when the pass is through. */
async function eraseTurn(
  { companyId, cursor }: JobItem,
  { sinceMs, retentionDays, nowMs }: { sinceMs: EpochMs; retentionDays: number; nowMs: EpochMs },
): Promise<string | null> {
  const [knownMode, knownPlace] = cursor?.split(divider) ?? [];
  const firstMode = Mode.options.find((mode) => mode === knownMode) ?? 'live';
  let place = knownPlace;
  let most = inquiriesATurn;
  for (const mode of Mode.options.slice(Mode.options.indexOf(firstMode))) {
    if (most === 0) return `${mode}${divider}`;
    const page = await listUnchanged({ companyId, mode }, { sinceMs, most, cursor: place || undefined });
    await eraseEach(page.inquiryIds, { retentionDays, nowMs });
    if (page.cursor !== null) return `${mode}${divider}${page.cursor}`;
    most -= page.inquiryIds.length;
    place = undefined;
  }
  return null;
}

/** One that cannot be erased now must not keep the others: it is logged, and tomorrow's pass comes to it again. */
async function eraseEach(
  inquiryIds: readonly InquiryId[],
  { retentionDays, nowMs }: { retentionDays: number; nowMs: EpochMs },
): Promise<void> {
  let failed = 0;
  for (const inquiryId of inquiryIds) {
    try {
      const applies = (inquiry: Parameters<typeof isPastRetention>[0]) =>
        isPastRetention(inquiry, { retentionDays, nowMs });
      await eraseInquiry(inquiryId, { reason: 'retention', applies, nowMs });
    } catch (error) {
      failed += 1;
      // Nothing works now: the turn is made again.
      if (!(error instanceof Error) || failed === inquiryIds.length) throw error;
      logger().error('retention failed for an inquiry', { inquiryId, errorName: error.name });
    }
  }
}
