import { inquiryRoutes } from '../../../schemas/api/inquiries.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { findByExternalId, listInquiries as listStored } from '../../entities/inquiry-list.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';
import { summaryOf } from './inquiry-views.ts';

export const listInquiries = httpRoute(inquiryRoutes, 'listInquiries', async ({ query, principal }) => {
  const { limit, cursor, ...filter } = query;
  const { externalId, createdAfter, createdBefore, ...equal } = filter;
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter };
  const asked = pageOf(scope, { limit, cursor });
  const wanted = { ...equal, createdFromMs: instantOf(createdAfter), createdBeforeMs: instantOf(createdBefore) };
  if (externalId !== undefined) {
    const found = await findByExternalId(principal, externalId, wanted);
    return { status: 200, body: { items: found.map(summaryOf) } };
  }
  const page = await listStored(principal, { filter: wanted, ...asked });
  return { status: 200, body: { items: page.items.map(summaryOf), ...nextCursorOf(scope, page.cursor) } };
});

/** Nothing was created before 1970. */
const instantOf = (timestamp: string | undefined): EpochMs | undefined =>
  timestamp === undefined ? undefined : epochMs(Math.max(0, Date.parse(timestamp)));
