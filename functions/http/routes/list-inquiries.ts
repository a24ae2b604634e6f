import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { findByExternalId, listInquiries as listStored } from '../../entities/inquiry-list.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { cursorTokenOf } from '../../tokens/cursor-token.ts';
import { storeCursorOf } from '../views/cursor.ts';
import { summaryOf } from '../views/inquiry-views.ts';

const pageItems = 20;

export const listInquiries = httpRoute(inquiryRoutes, 'listInquiries', async ({ query, principal }) => {
  const { limit, cursor, ...filter } = query;
  const { externalId, createdAfter, createdBefore, ...equal } = filter;
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter };
  const storeCursor = cursor === undefined ? {} : { cursor: storeCursorOf(scope, cursor) };
  const wanted = { ...equal, createdFromMs: instantOf(createdAfter), createdBeforeMs: instantOf(createdBefore) };
  if (externalId !== undefined) {
    const found = await findByExternalId(principal, externalId, wanted);
    return { status: 200, body: { items: found.map(summaryOf) } };
  }
  const limitItems = limit === undefined ? pageItems : Number(limit);
  const page = await listStored(principal, { filter: wanted, limit: limitItems, ...storeCursor });
  const nextCursor = page.cursor === null ? {} : { nextCursor: cursorTokenOf(scope, page.cursor) };
  return { status: 200, body: { items: page.items.map(summaryOf), ...nextCursor } };
});

/** Nothing was created before 1970. */
const instantOf = (timestamp: string | undefined): EpochMs | undefined =>
  timestamp === undefined ? undefined : epochMs(Math.max(0, Date.parse(timestamp)));
