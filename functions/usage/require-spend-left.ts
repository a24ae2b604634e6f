import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import type { DraftItem } from '../entities/draft.ts';
import { TaskError } from '../task-error.ts';
import { usageToday } from './usage-by-day.ts';

/** How old the day's sum may be in a warm process, milliseconds. */
const freshMs = 30_000;

/**
 * Refuses another model call when the company's limit of a day's spending (UTC) is reached: by the outcomes
 * of the day, at most half a minute old, and the drafts of this inquiry. Concurrent inquiries are not included,
 * so a day can cost some drafts more. A model still reads pages, which count: people need the attachments.
 * @throws TaskError SpendLimitReached
 */
export async function requireSpendLeft(
  companyId: CompanyId,
  { drafts, nowMs }: { drafts: readonly DraftItem[]; nowMs: EpochMs },
): Promise<void> {
  const limitUsd = (await findCompany(companyId, nowMs))?.modelSpendUsdPerDay;
  if (limitUsd === undefined) return;
  const { sums } = await usageToday(companyId, { nowMs, freshMs });
  const spentUsd = drafts.reduce((sum, { costUsd }) => sum + costUsd, sums.costUsd);
  if (spentUsd >= limitUsd) {
    throw new TaskError('SpendLimitReached', `${spentUsd} US dollars of ${limitUsd} a day`);
  }
}
