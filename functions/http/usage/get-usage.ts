import { planLimits } from '../../../domain/plans.ts';
import { type Day, dayOf, daysBetween, monthBegin, monthOf } from '../../../domain/usage/days.ts';
import { addUsage } from '../../../domain/usage/sum-usage.ts';
import { mostUsageDays, usageRoutes } from '../../../schemas/api/usage.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { usageByDay } from '../../usage/usage-by-day.ts';

export const getUsage = httpRoute(usageRoutes, 'getUsage', async ({ query, principal, nowMs }) => {
  const { companyId } = principal;
  const settings = await findCompany(companyId, nowMs);
  if (settings === null) throw new ProblemError('not_found');
  const today = dayOf(nowMs);
  const { from, to } = spanOf(query, today);
  const days = await usageByDay(companyId, { from, to, nowMs });
  const isThisMonth = from === monthBegin(today) && to >= today;
  const month = isThisMonth ? days : await usageByDay(companyId, { from: monthBegin(today), to: today, nowMs });
  const used = addUsage([...month.values()]).inquiries;
  const { inquiriesPerMonth } = planLimits(settings.plan);
  return {
    status: 200,
    body: {
      plan: settings.plan,
      quota: {
        inquiriesPerMonth,
        used,
        remaining: Math.max(0, inquiriesPerMonth - used),
        resetsAt: timestampOf(epochMs(monthOf(nowMs).untilMs)),
      },
      days: [...days].map(([day, sums]) => ({ day, ...sums })),
      totals: addUsage([...days.values()]),
    },
  };
});

/** @throws ProblemError validation_failed when the days are too many or the wrong way round */
function spanOf(query: { from?: string | undefined; to?: string | undefined }, today: Day): { from: Day; to: Day } {
  const to = query.to ?? today;
  const from = query.from ?? monthBegin(to);
  const count = daysBetween(from, to).length;
  if (count >= 1 && count <= mostUsageDays) return { from, to };
  throw new ProblemError('validation_failed', {
    detail: `Invalid: from, to`,
    errors: [{ path: 'from', message: `must be 1–${mostUsageDays} days until to, ${from} to ${to} are ${count}` }],
  });
}
