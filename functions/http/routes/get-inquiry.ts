import { readWorkspace } from '../../entities/reads/read-workspace.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { etagOf, isKnown, revalidated } from '../views/inquiry-etag.ts';
import { detailOf } from '../views/inquiry-views.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const getInquiry = httpRoute('getInquiry', async ({ path, principal, headers }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const etag = etagOf(inquiry);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  const workspace = await readWorkspace(path.inquiryId);
  if (workspace === null) throw new ProblemError('erased');
  return { status: 200, body: detailOf(workspace), headers: revalidated(etagOf(workspace.inquiry)) };
});
