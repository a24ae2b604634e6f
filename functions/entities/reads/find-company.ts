import type { CompanySettings } from '../../../schemas/company.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { store } from '../service.ts';

/** How old a company's settings may be in a warm process. */
const freshMs = 30_000;

const cache = new Map<CompanyId, { readonly settings: CompanySettings; readonly readAtMs: EpochMs }>();

/** A company's settings, at most half a minute old; null when there is no such company. */
export async function findCompany(companyId: CompanyId, nowMs: EpochMs): Promise<CompanySettings | null> {
  const known = cache.get(companyId);
  if (known !== undefined && Math.abs(nowMs - known.readAtMs) < freshMs) return known.settings;
  const { data } = await withAwsErrors(() => store().entities.company.get({ companyId }).go());
  if (data === null) return null;
  cache.set(companyId, { settings: data.settings, readAtMs: nowMs });
  return data.settings;
}
