import type { CompanySettings } from '../../../schemas/company.ts';
import { type EscalationId, partsOfEscalationId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import type { CommittedReply } from '../../entities/attribute-types.ts';
import type { EscalationItem } from '../../entities/escalation.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { readWorkspace, type Workspace } from '../../entities/workspace.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { formatTime } from '../../pages/format.ts';
import { problemPage } from '../../pages/problem-page.ts';
import { texts } from '../../pages/texts.ts';
import { isKnown } from '../shared/conditional-requests.ts';

/** An escalation with its inquiry's workspace. */
export interface EscalationCase {
  readonly workspace: Workspace;
  readonly escalation: EscalationItem;
  readonly company: CompanySettings;
}

/** One of the tenant's escalations, read consistently. @throws ProblemError not_found, erased */
export async function openEscalationCase(
  escalationId: EscalationId,
  { companyId, mode, nowMs }: Tenant & { nowMs: EpochMs },
): Promise<EscalationCase> {
  const { inquiryId } = partsOfEscalationId(escalationId);
  const [workspace, company] = await Promise.all([readWorkspace(inquiryId), findCompany(companyId, nowMs)]);
  if (workspace === null || company === null) throw new ProblemError('not_found');
  const isOwn = workspace.inquiry.companyId === companyId && modeOf(workspace.inquiry) === mode;
  if (!isOwn) throw new ProblemError('not_found');
  if (workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  const escalation = workspace.escalations.find((item) => item.escalationId === escalationId);
  if (escalation === undefined) throw new ProblemError('not_found');
  return { workspace, escalation, company };
}

interface Versioned {
  readonly inquiry: Pick<InquiryItem, 'version'>;
  readonly escalation: Pick<EscalationItem, 'escalationId' | 'version'>;
}

/** Strong: a case shows its escalation and its inquiry, and each has a version that rises with every change. */
export const escalationEtagOf = ({ inquiry, escalation }: Versioned): string =>
  `"${escalation.escalationId}-v${escalation.version}.${inquiry.version}"`;

/** The tags of `If-Match`. @throws ProblemError precondition_required when there is none */
export function requireIfMatch(headers: Readonly<Record<string, string>>): string {
  const ifMatch = headers['if-match']?.trim() ?? '';
  if (ifMatch !== '') return ifMatch;
  throw new ProblemError('precondition_required', {
    detail: 'If-Match is missing: send the ETag of the escalation as you have read it',
  });
}

/** @throws ProblemError version_conflict when `ifMatch` names neither this version nor `*` */
export function requireMatch(ifMatch: string, present: Versioned): void {
  if (!ifMatch.includes('W/') && isKnown(ifMatch, escalationEtagOf(present))) return;
  throw new ProblemError('version_conflict', {
    detail: `The escalation is at version ${present.escalation.version}: it has changed since it was read`,
  });
}

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
