import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { findAnswer } from '../../entities/answer.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { answerEtagOf, isKnown, revalidated } from '../views/inquiry-etag.ts';
import { companyAnswerOf } from '../views/inquiry-views.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const getAnswer = httpRoute(inquiryRoutes, 'getAnswer', async ({ path, principal, headers }) => {
  const { inquiryId, answeredRun } = await openInquiry(path.inquiryId, principal);
  if (answeredRun === undefined) throw new ProblemError('no_answer');
  const etag = answerEtagOf(inquiryId, answeredRun);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  const answer = await findAnswer(inquiryId, answeredRun);
  if (answer === null) throw new ProblemError('erased');
  return { status: 200, body: companyAnswerOf(answer), headers: revalidated(etag) };
});
