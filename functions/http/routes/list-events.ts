import { timestampOf } from '../../../schemas/units.ts';
import { listEvents as listStored } from '../../entities/reads/list-events.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const listEvents = httpRoute('listEvents', async ({ path, principal }) => {
  await openInquiry(path.inquiryId, principal);
  const events = await listStored(path.inquiryId);
  const items = events.map(({ kind, atMs, run, facts }) => ({ kind, at: timestampOf(atMs), run, facts: { ...facts } }));
  return { status: 200, body: { items } };
});
