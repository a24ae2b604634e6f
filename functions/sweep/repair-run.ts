import { Run } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { InquiryItem } from '../entities/inquiry.ts';
import { startRun } from '../runs/executions.ts';
import { raiseLostRun } from '../transactions/replace-lost-run.ts';

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
