import { createHash } from 'node:crypto';
import { type EscalationSummary, escalationRoutes } from '../../../schemas/api/escalations.ts';
import type { CompanySettings } from '../../../schemas/company.ts';
import { type Mode, modeOf } from '../../../schemas/mode.ts';
import { findCompany } from '../../entities/account.ts';
import { type EscalationItem, listEscalations as listStored } from '../../entities/escalation.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { listEvents } from '../../entities/timeline.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown, revalidated } from '../shared/conditional-requests.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';
import { escalationEtagOf, openEscalationCase } from './escalation-case.ts';
import { escalationDetailOf, escalationSummaryOf } from './escalation-views.ts';

/** Reads of one request, each for the rest of the page. */
const mostRounds = 10;

export const listEscalations = httpRoute(
  escalationRoutes,
  'listEscalations',
  async ({ query, principal, headers, nowMs }) => {
    const { limit, cursor, state = 'open', agent } = query;
    const { companyId, mode } = principal;
    const scope = { companyId, mode, filter: { list: 'escalations', state, agent } };
    const company = await findCompany(companyId, nowMs);
    if (company === null) throw new ProblemError('not_found');
    const items: EscalationSummary[] = [];
    const asked = pageOf(scope, { limit, cursor });
    let at = asked.cursor ?? null;
    for (let round = 1; round <= mostRounds && items.length < asked.limit; round++) {
      const page = await listStored(companyId, {
        filter: { state, mode, ownerAgentId: agent },
        limit: asked.limit - items.length,
        ...(at !== null && { cursor: at }),
      });
      items.push(...(await Promise.all(page.items.map((item) => itemOf(item, { company, mode })))).flat());
      at = page.cursor;
      if (at === null) break;
    }
    const body = { items, ...nextCursorOf(scope, at) };
    const etag = pageEtagOf(body);
    if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
    return { status: 200, body, headers: revalidated(etag) };
  },
);

/** An index trails its table: erased cases and those of the other mode are left out. */
async function itemOf(escalation: EscalationItem, { company, mode }: { company: CompanySettings; mode: Mode }) {
  const inquiry = await findInquiry(escalation.inquiryId);
  if (inquiry === null || inquiry.status === 'erased' || modeOf(inquiry) !== mode) return [];
  return [escalationSummaryOf({ inquiry, escalation, staff: company.staff })];
}

/** A page has no version: its tag is derived from its items. */
const pageEtagOf = (page: object): string =>
  `"${createHash('sha256').update(JSON.stringify(page)).digest('base64url')}"`;

export const getEscalation = httpRoute(
  escalationRoutes,
  'getEscalation',
  async ({ path, principal, headers, nowMs }) => {
    const present = await openEscalationCase(path.escalationId, { ...principal, nowMs });
    const { workspace, escalation } = present;
    const etag = escalationEtagOf({ inquiry: workspace.inquiry, escalation });
    if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
    const events = await listEvents(escalation.inquiryId);
    return { status: 200, body: escalationDetailOf(present, events), headers: revalidated(etag) };
  },
);

export const listStaff = httpRoute(escalationRoutes, 'listStaff', async ({ principal, nowMs }) => {
  const company = await findCompany(principal.companyId, nowMs);
  if (company === null) throw new ProblemError('not_found');
  const { name, locale, calendar, staff } = company;
  const items = staff.map(({ agentId, name: agentName, role }) => ({ agentId, name: agentName, role }));
  return { status: 200, body: { companyName: name, locale, timeZone: calendar.timeZone, items } };
});
