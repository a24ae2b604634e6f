import { Service } from 'electrodb';
import type { CompanySettings } from '../../schemas/company.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { once } from '../once.ts';
import { Company } from './company.ts';
import { byKeysAlone, table, withAwsErrors } from './store.ts';
import { WebhookEndpoint, type WebhookEndpointItem } from './webhook-endpoint.ts';

/** The facts about a company that every part of the system may need. */
export interface Account {
  readonly settings: CompanySettings;
  /** Oldest first. */
  readonly webhookEndpoints: readonly WebhookEndpointItem[];
}

/** One query for both: their items are in one partition. */
const account = once(
  () => new Service({ company: Company(), webhookEndpoint: WebhookEndpoint() }, table()).collections.account,
);

/** Age limit of cached settings in a warm process, so that staff see their own changes soon. */
const freshMs = 5_000;

const cache = new Map<CompanyId, { readonly account: Account; readonly readAtMs: EpochMs }>();

/** Settings and webhook endpoints, at most five seconds old, by one query; null when there is no such company. */
export async function findAccount(companyId: CompanyId, nowMs: EpochMs): Promise<Account | null> {
  const known = cache.get(companyId);
  if (known !== undefined && Math.abs(nowMs - known.readAtMs) < freshMs) return known.account;
  const { data } = await withAwsErrors(() => account()({ companyId }).go({ ...byKeysAlone, pages: 'all' }));
  const settings = data.company[0]?.settings;
  if (settings === undefined) return null;
  const found = { settings, webhookEndpoints: data.webhookEndpoint };
  cache.set(companyId, { account: found, readAtMs: nowMs });
  return found;
}

/** Drops a company from the cache of this process, after a change of it. */
export function forgetAccount(companyId: CompanyId): void {
  cache.delete(companyId);
}

/** A company's settings, at most five seconds old; null when there is no such company. */
export const findCompany = async (companyId: CompanyId, nowMs: EpochMs): Promise<CompanySettings | null> =>
  (await findAccount(companyId, nowMs))?.settings ?? null;
