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

/** Inquiries per step; the sweeper's next pass continues. */
const inquiriesATurn = 100;

/** Separates mode and place in a job's cursor. */
const divider = ' ';

/**
 * One step of the daily pass over a company's inquiries, one mode after the other: erases expired ones at rest.
 * The transaction checks each again, so that one reopened meanwhile is kept.
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

/** Where the next step continues; null when the pass is finished. */
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

/** One that cannot be erased now does not block the others: it is logged and retried tomorrow. */
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
      // Nothing works now: the step is repeated.
      if (!(error instanceof Error) || failed === inquiryIds.length) throw error;
      logger().error('retention failed for an inquiry', { inquiryId, errorName: error.name });
    }
  }
}
