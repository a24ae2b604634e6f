import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { findCompany } from '../../entities/account.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

export const listStaff = httpRoute(escalationRoutes, 'listStaff', async ({ principal, nowMs }) => {
  const company = await findCompany(principal.companyId, nowMs);
  if (company === null) throw new ProblemError('not_found');
  const { name, locale, calendar, staff } = company;
  const items = staff.map(({ agentId, name: agentName, role }) => ({ agentId, name: agentName, role }));
  return { status: 200, body: { companyName: name, locale, timeZone: calendar.timeZone, items } };
});
