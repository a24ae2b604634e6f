import { runDueAt } from '../../domain/inquiry/due-times.ts';
import { inTurns } from '../../domain/work/in-turns.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { companyOfDue, type DueWorkItem, postponeDue } from '../entities/due-work.ts';
import { logger } from '../logger.ts';
import type { Repair } from './look-at.ts';
import { takeUp } from './take-up.ts';

export type InquiryOutcome = Repair | 'failed';

/** Inquiries looked at in one pass, each some calls; the next pass goes on. */
const mostInquiries = 400;

/** Looks at a time: on one machine more would hold up the tasks of every company (`npm run bench -- fairness`). */
const width = 2;

/** Looks at due inquiries, company by company in turn. Its code is loaded when something is due: mostly nothing is. */
export async function sweepInquiries(
  due: readonly DueWorkItem[],
  { count, nowMs }: { count: (outcome: InquiryOutcome) => void; nowMs: EpochMs },
): Promise<void> {
  const taken = inTurns(due, [companyOfDue]).slice(0, mostInquiries);
  await takeUp(taken, { width, work: async (item) => count(await lookOrPostpone(item, nowMs)) });
}

/** One inquiry that cannot be helped now must not keep the others from being looked at: it is logged and comes later. */
async function lookOrPostpone(due: DueWorkItem, nowMs: EpochMs): Promise<InquiryOutcome> {
  try {
    const { lookAt } = await import('./look-at.ts');
    return await lookAt(due, nowMs);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().error('sweep failed for an inquiry', { inquiryId: due.inquiryId, errorName: error.name });
    await postponeDue(due, runDueAt(nowMs));
    return 'failed';
  }
}
