import type { CompanySettings } from '../../../schemas/company.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findAccount } from './find-account.ts';

/** A company's settings, at most five seconds old; null when there is no such company. */
export const findCompany = async (companyId: CompanyId, nowMs: EpochMs): Promise<CompanySettings | null> =>
  (await findAccount(companyId, nowMs))?.settings ?? null;
