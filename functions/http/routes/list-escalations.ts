import { createHash } from 'node:crypto';
import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import type { EscalationSummary } from '../../../schemas/api/escalations.ts';
import type { CompanySettings } from '../../../schemas/company.ts';
import { type Mode, modeOf } from '../../../schemas/mode.ts';
import { findCompany } from '../../entities/account.ts';
import { type EscalationItem, listEscalations as listStored } from '../../entities/escalation.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { cursorTokenOf } from '../../tokens/cursor-token.ts';
import { escalationSummaryOf } from '../escalations/escalation-views.ts';
import { storeCursorOf } from '../views/cursor.ts';
import { isKnown, revalidated } from '../views/inquiry-etag.ts';

const pageItems = 20;

/** Reads of one request, each for what the last left out. */
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
    const limitItems = limit === undefined ? pageItems : Number(limit);
    const items: EscalationSummary[] = [];
    let at = cursor === undefined ? null : storeCursorOf(scope, cursor);
    for (let round = 1; round <= mostRounds && items.length < limitItems; round++) {
      const page = await listStored(companyId, {
        filter: { state, mode, ownerAgentId: agent },
        limit: limitItems - items.length,
        ...(at !== null && { cursor: at }),
      });
      items.push(...(await Promise.all(page.items.map((item) => itemOf(item, { company, mode })))).flat());
      at = page.cursor;
      if (at === null) break;
    }
    const nextCursor = at === null ? {} : { nextCursor: cursorTokenOf(scope, at) };
    const body = { items, ...nextCursor };
    const etag = pageEtagOf(body);
    if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
    return { status: 200, body, headers: revalidated(etag) };
  },
);

/** An index trails its table: what has been erased meanwhile is left out, and so is what the other mode's keys see. */
async function itemOf(escalation: EscalationItem, { company, mode }: { company: CompanySettings; mode: Mode }) {
  const inquiry = await findInquiry(escalation.inquiryId);
  if (inquiry === null || inquiry.status === 'erased' || modeOf(inquiry) !== mode) return [];
  return [escalationSummaryOf({ inquiry, escalation, staff: company.staff })];
}

/** A page has no version of its own: its tag is made of what it shows. */
const pageEtagOf = (page: object): string =>
  `"${createHash('sha256').update(JSON.stringify(page)).digest('base64url')}"`;
