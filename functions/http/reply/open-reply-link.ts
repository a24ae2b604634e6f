import type { StaffMember } from '../../../schemas/company.ts';
import { partsOfEscalationId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { readReplyToken } from '../../tokens/reply-token.ts';
import type { EscalationCase } from '../escalations/open-escalation-case.ts';
import { alreadyReplied } from './already-replied.ts';

/** A case that its owner may reply to by the link in hand. */
export interface ReplyCase extends EscalationCase {
  readonly agent: StaffMember;
}

/** @throws ProblemError not_found, erased, already_replied with who and when, link_expired */
export async function openReplyLink(linkToken: string, nowMs: EpochMs): Promise<ReplyCase> {
  const link = readReplyToken(linkToken);
  if (link === null) throw new ProblemError('not_found');
  const { inquiryId } = partsOfEscalationId(link.escalationId);
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null || workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  const escalation = workspace.escalations.find(({ escalationId }) => escalationId === link.escalationId);
  const company = await findCompany(workspace.inquiry.companyId, nowMs);
  if (escalation === undefined || company === null) throw new ProblemError('not_found');
  if (escalation.reply !== undefined) throw alreadyReplied(escalation.reply, company);
  const agent = company.staff.find(({ agentId }) => agentId === link.agentId);
  const isCurrent = escalation.state === 'open' && escalation.generation === link.generation;
  if (!isCurrent || agent === undefined || link.expiresAtMs <= nowMs) throw new ProblemError('link_expired');
  return { workspace, escalation, company, agent };
}
