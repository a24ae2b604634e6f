import { startDueAt } from '../../domain/inquiry/due-times.ts';
import { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { setDue } from '../entities/due-work.ts';
import { changeInquiry, Inquiry, type InquiryItem } from '../entities/inquiry.ts';
import { recordEvent } from '../entities/timeline.ts';
import { startRun } from '../runs/executions.ts';

/**
 * Starts the next run of an inquiry whose run has died, which goes straight to people. The start may be lost as well:
 * it is due work since the same transaction.
 */
export async function replaceLostRun(
  inquiry: InquiryItem,
  options: { cause: string; nowMs: EpochMs },
): Promise<'replaced' | 'moved_on'> {
  const outcome = await raiseLostRun(inquiry, options);
  if (outcome.kind === 'conflict') return 'moved_on';
  const { inquiryId, companyId } = inquiry;
  await startRun({ inquiryId, companyId, run: Run.parse(inquiry.run + 1), entry: 'escalate' });
  return 'replaced';
}

/** The run died: the next one goes straight to people. Start it afterwards. */
export const raiseLostRun = (
  inquiry: InquiryItem,
  options: { cause: string; nowMs: EpochMs },
): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  const { cause, nowMs } = options;
  const nextRun = Run.parse(run + 1);
  return commit([
    changeInquiry({ inquiryId, run, event: 'run_lost', set: { run: nextRun, entry: 'escalate' }, nowMs }),
    recordEvent({ inquiryId, run: nextRun, kind: 'run_lost', atMs: nowMs, facts: { cause } }),
    setDue(inquiry, startDueAt(nowMs)),
  ]);
};

/** Has the sweeper check a dead run at `dueAtMs`, if it is still the inquiry's run then. */
export const planReplacement = (inquiry: InquiryItem, dueAtMs: EpochMs): Promise<CommitOutcome> => {
  const { inquiryId, run } = inquiry;
  return commit([
    Inquiry.inTransaction()
      .check({ inquiryId })
      .where((attribute, { eq, ne }) => `${eq(attribute.run, run)} AND ${ne(attribute.status, 'erased')}`)
      .commit(),
    setDue(inquiry, dueAtMs),
  ]);
};
