import type { CompanySettings } from '../../../schemas/company.ts';
import { type EscalationId, partsOfEscalationId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import type { EscalationItem } from '../../entities/escalation.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { readWorkspace, type Workspace } from '../../entities/workspace.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** An escalation with all that is known of its inquiry. */
export interface EscalationCase {
  readonly workspace: Workspace;
  readonly escalation: EscalationItem;
  readonly company: CompanySettings;
}

/** One of the company's escalations, read consistently. @throws ProblemError not_found (also for another tenant's or mode's), erased */
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
