import { randomBytes } from 'node:crypto';
import { createApiKey } from '../../../functions/entities/api-key.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { newApiKey } from '../../../functions/tokens/api-key.ts';
import { SubmitInquiryResponse } from '../../../schemas/api/submissions.ts';
import { Scope } from '../../../schemas/company.ts';
import { ApiKeyId, type CompanyId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import { epochMs } from '../../../schemas/units.ts';
import { createTestCompany } from '../../support/test-company.ts';
import type { Principals } from './plan.ts';

/** A key of a company that exists, of all scopes unless told. The functions' environment must be set. */
export async function makeKey(
  companyId: CompanyId,
  options: { scopes?: readonly Scope[]; isRevoked?: boolean; mode?: Mode } = {},
): Promise<string> {
  const { scopes = Scope.options, isRevoked = false, mode = 'live' } = options;
  const nowMs = epochMs(Date.now());
  const { key, prefix, hash } = newApiKey(randomBytes, mode);
  await createApiKey({
    keyHash: hash,
    apiKeyId: ApiKeyId.parse(newUlid(nowMs)),
    companyId,
    prefix,
    name: 'Made for a test',
    mode,
    scopes: [...scopes],
    createdAtMs: nowMs,
    ...(isRevoked && { revokedAtMs: nowMs }),
  });
  return key;
}

/**
 * All kinds of callers, of whom `company` may do everything in its own company. The functions' environment must be set.
 */
export async function makePrincipals(apiUrl: string): Promise<Principals> {
  const [own, other] = await Promise.all([createTestCompany(), createTestCompany()]);
  const { companyId } = own.settings;
  const company = await makeKey(companyId);
  const keys = {
    company,
    otherCompany: await makeKey(other.settings.companyId),
    scopeless: await makeKey(companyId, { scopes: [] }),
    revoked: await makeKey(companyId, { isRevoked: true }),
    customer: await statusTokenOf(apiUrl, company),
    garbage: 'zq~not-a-key',
  };
  const bearers = Object.entries(keys).map(([name, token]) => [name, [['Authorization', `Bearer ${token}`]]] as const);
  return { ...Object.fromEntries(bearers), nobody: [], basic: [['Authorization', 'Basic YTpi']] };
}

async function statusTokenOf(apiUrl: string, apiKey: string): Promise<string> {
  const response = await fetch(`${apiUrl}/v1/inquiries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Where is my parcel?', content: 'It was sent a week ago.' }),
  });
  return SubmitInquiryResponse.parse(await response.json()).statusToken;
}
