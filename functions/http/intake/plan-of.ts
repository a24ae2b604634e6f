import type { Plan } from '../../../schemas/company.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** What the company pays for. @throws ProblemError unauthorized when the company is gone */
export async function planOf(companyId: CompanyId, nowMs: EpochMs): Promise<Plan> {
  const company = await findCompany(companyId, nowMs);
  if (company === null) throw new ProblemError('unauthorized');
  return company.plan;
}
