import { findCompany } from '../../functions/entities/account.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { CompanyId } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';
import { checked } from './checked.ts';
import { RefusedError } from './command.ts';

/** The settings of the company that was named. @throws RefusedError when there is none */
export async function companyOf(companyId: string, nowMs: number): Promise<CompanySettings> {
  const settings = await findCompany(checked(CompanyId, companyId, 'company id'), epochMs(nowMs));
  if (settings === null) throw new RefusedError(`There is no company ${companyId}`);
  return settings;
}
