import type { CompanySettings } from '../../../schemas/company.ts';
import type { CommittedReply } from '../../entities/attribute-types.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { formatTime } from '../../pages/format.ts';
import { problemPage } from '../../pages/problem-page.ts';
import { texts } from '../../pages/texts.ts';

/** Says who replied and when, in the caller's English and, on a page, in the company's language. */
export function alreadyReplied(
  { agentId, atMs }: CommittedReply,
  { staff, name, locale, calendar }: CompanySettings,
): ProblemError {
  const replier = staff.find((member) => member.agentId === agentId)?.name ?? agentId;
  const detailIn = (language: CompanySettings['locale']): string =>
    texts[language].reply.repliedBy(replier, formatTime(atMs, { language, timeZone: calendar.timeZone }));
  return new ProblemError('already_replied', {
    detail: detailIn('en'),
    page: problemPage({ language: locale, code: 'already_replied', detail: detailIn(locale), owner: name }),
  });
}
