import { isPastRetention, retentionCutoffMs, retentionPassMs } from '../../domain/privacy/retention.ts';
import { Mode } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { commit } from '../entities/commit.ts';
import type { JobItem } from '../entities/models/job.ts';
import { findCompany } from '../entities/reads/find-company.ts';
import { listUnchanged } from '../entities/reads/list-unchanged.ts';
import { endJob, postponeJob } from '../entities/writes/job.ts';
import { eraseInquiry } from './erase-inquiry.ts';

/** Inquiries of one turn and mode; the sweeper's next pass goes on. */
const inquiriesATurn = 50;

/**
 * One turn of the daily pass over a company's inquiries: erases those at rest whose time has passed. Each is looked at
 * again in the transaction that buries it, so that what is opened again meanwhile is kept.
 */
export async function performRetention(job: JobItem, nowMs: EpochMs): Promise<'done' | 'postponed'> {
  const { companyId } = job;
  const retentionDays = (await findCompany(companyId, nowMs))?.retentionDays;
  if (retentionDays === undefined) {
    await commit((entity) => [endJob(entity, job)]);
    return 'done';
  }
  const sinceMs = retentionCutoffMs(nowMs, retentionDays);
  let isThrough = true;
  for (const mode of sinceMs === null ? [] : Mode.options) {
    const past = await listUnchanged({ companyId, mode }, { sinceMs: sinceMs ?? nowMs, most: inquiriesATurn });
    if (past.length >= inquiriesATurn) isThrough = false;
    for (const inquiryId of past) {
      await eraseInquiry(inquiryId, {
        reason: 'retention',
        applies: (inquiry) => isPastRetention(inquiry, { retentionDays, nowMs }),
        nowMs,
      });
    }
  }
  await postponeJob(job, isThrough ? epochMs(nowMs + retentionPassMs) : nowMs);
  return 'postponed';
}
