import type { CompanySettings } from '../../../schemas/company.ts';
import { JobId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { askForJob } from './job.ts';

/**
 * Part of every write of a company's settings: the daily job that erases what its retention time has passed for. One a
 * company; asked for anew it begins at once, and it ends by itself when the company keeps things for good.
 */
export const retentionWork = (settings: CompanySettings, nowMs: EpochMs) => {
  const { companyId, retentionDays } = settings;
  if (retentionDays === undefined) return [];
  return [askForJob({ jobId: JobId.parse(`retention-${companyId}`), kind: 'retention', companyId, nowMs })];
};
