import { saveAllowance } from '../../../functions/entities/allowance.ts';
import {
  type ApiKeyItem,
  createApiKey,
  revokeApiKey,
  storeApiKey,
  touchApiKey,
} from '../../../functions/entities/api-key.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  markWebhookEndpointGone,
  rotateWebhookSecret,
} from '../../../functions/entities/change-webhook-endpoint.ts';
import { commit } from '../../../functions/entities/commit.ts';
import {
  changeSettings,
  createCompany,
  createCompanyWithKey,
  findSettings,
} from '../../../functions/entities/company.ts';
import { claimIdempotencyKey } from '../../../functions/entities/idempotency.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { ApiKeyId, type CompanyId, WebhookEndpointId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { companySettings } from '../../support/http-world.ts';
import { nowMs } from './inquiry-writes.ts';
import { claimOf } from './job-writes.ts';
import { alter, writeCase } from './write-case.ts';

const laterMs = epochMs(nowMs + 60_000);
export const claimed = ({ companyId }: { readonly companyId: CompanyId }): Promise<unknown> =>
  commit([claimIdempotencyKey({ ...claimOf(companyId, 'another body'), resourceId: 'another', nowMs })]);

const keyOf = (companyId: CompanyId): ApiKeyItem => {
  const apiKeyId = ApiKeyId.parse(newUlid(nowMs));
  return {
    keyHash: `hash of ${apiKeyId}`,
    apiKeyId,
    companyId,
    prefix: 'iq_live_a',
    name: 'Shop',
    mode: 'live',
    scopes: ['admin'],
    createdAtMs: nowMs,
  };
};
async function storedKey(companyId: CompanyId): Promise<ApiKeyItem> {
  const apiKey = keyOf(companyId);
  await createApiKey(apiKey);
  return apiKey;
}
const key = (change: Parameters<typeof alter>[2]) => (apiKey: ApiKeyItem) => alter('apiKey', apiKey.keyHash, change);
const twoKeys = async (companyId: CompanyId) => ({
  mine: await storedKey(companyId),
  other: await storedKey(companyId),
});

const endpointOf = (companyId: CompanyId) => ({
  companyId,
  webhookEndpointId: WebhookEndpointId.parse(newUlid(nowMs)),
  mode: 'live' as const,
  url: 'https://shop.example.com/hook',
  events: ['inquiry.answered' as const],
  state: 'enabled' as const,
  generation: 1,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});
type Endpoint = ReturnType<typeof endpointOf>;
const most = 1_000_000;
async function storedEndpoint(companyId: CompanyId): Promise<Endpoint> {
  const endpoint = endpointOf(companyId);
  await createWebhookEndpoint({ endpoint, idempotency: undefined, most });
  return endpoint;
}
const endpoint = (change: Parameters<typeof alter>[2]) => (known: Endpoint) =>
  alter('webhookEndpoint', known.webhookEndpointId, change);

const newCompany = () => companySettings(newUlid(nowMs), 'Fresh');

const bucket = { tokens: 5, refilledAtMs: nowMs };
const allowanceKey = (companyId: CompanyId) => ({ companyId, bucket: 'model' as const });

export const accountWrites = {
  saveAllowance: writeCase({
    committed: 'true',
    refused: 'false',
    given: async (companyId) => {
      await saveAllowance(allowanceKey(companyId), { from: null, to: bucket });
      return { companyId };
    },
    write: ({ companyId }) => saveAllowance(allowanceKey(companyId), { from: bucket, to: { ...bucket, tokens: 4 } }),
    violations: {
      tokens: ({ companyId }) => alter('allowance', companyId, { tokens: 3 }),
      refilledAtMs: ({ companyId }) => alter('allowance', companyId, { refilledAtMs: 1 }),
    },
  }),
  createApiKey: writeCase({
    committed: 'undefined',
    refused: 'ConditionalCheckFailedException',
    given: async (companyId) => keyOf(companyId),
    write: createApiKey,
    violations: { 'new apiKey': (apiKey) => createApiKey({ ...apiKey, name: 'First' }) },
  }),
  storeApiKey: writeCase({
    committed: 'committed',
    refused: 'changed',
    given: async (companyId) => ({ companyId, apiKey: keyOf(companyId), replaced: await storedKey(companyId) }),
    write: ({ companyId, apiKey, replaced }) =>
      storeApiKey({
        apiKey,
        idempotency: claimOf(companyId).idempotency,
        replaced: { apiKey: replaced, expiresAtMs: laterMs },
        nowMs,
      }),
    violations: {
      'new apiKey': ({ apiKey }) => createApiKey({ ...apiKey, name: 'First' }),
      expiresAt: claimed,
      expiresAtMs: ({ replaced }) => key({ expiresAtMs: 1 })(replaced),
      revokedAtMs: ({ replaced }) => key({ revokedAtMs: 1 })(replaced),
    },
    answers: { 'new apiKey': 'committed', expiresAt: 'key_taken' },
  }),
  revokeApiKey: writeCase({
    committed: 'revoked',
    refused: 'remaining_gone',
    given: twoKeys,
    write: ({ mine, other }) => revokeApiKey(mine, { nowMs, remaining: other }),
    violations: {
      revokedAtMs: ({ mine }) => key({ revokedAtMs: 1 })(mine),
      'revokedAtMs: of the other': ({ other }) => key({ revokedAtMs: 1 })(other),
      apiKeyId: ({ other }) => key({ apiKeyId: undefined })(other),
    },
    answers: { revokedAtMs: 'revoked' },
  }),
  touchApiKey: writeCase({
    committed: 'undefined',
    refused: 'undefined',
    given: storedKey,
    write: (apiKey) => touchApiKey(apiKey, nowMs),
    violations: { lastUsedAtMs: key({ lastUsedAtMs: nowMs - 1 }) },
  }),
  createWebhookEndpoint: writeCase({
    committed: 'committed',
    refused: 'limit_reached',
    given: async (companyId) => endpointOf(companyId),
    write: (known) => createWebhookEndpoint({ endpoint: known, ...claimOf(known.companyId), most }),
    violations: {
      'new webhookEndpoint': (known) => createWebhookEndpoint({ endpoint: known, idempotency: undefined, most }),
      webhookEndpoints: ({ companyId }) => alter('company', companyId, { webhookEndpoints: most }),
      expiresAt: claimed,
    },
    answers: { 'new webhookEndpoint': 'committed', expiresAt: 'key_taken' },
  }),
  deleteWebhookEndpoint: writeCase({
    committed: 'true',
    refused: 'false',
    given: storedEndpoint,
    write: deleteWebhookEndpoint,
    violations: { state: deleteWebhookEndpoint },
  }),
  rotateWebhookSecret: writeCase({
    committed: 'item',
    refused: 'changed',
    given: storedEndpoint,
    write: (known) => rotateWebhookSecret(known, { ...claimOf(known.companyId), previousUntilMs: laterMs, nowMs }),
    violations: { generation: endpoint({ generation: 2 }), expiresAt: claimed },
    answers: { expiresAt: 'key_taken' },
  }),
  markWebhookEndpointGone: writeCase({
    committed: 'item',
    refused: 'null',
    given: storedEndpoint,
    write: (known) => markWebhookEndpointGone(known, nowMs),
    violations: { url: endpoint({ url: 'https://shop.example.com/new' }), state: endpoint({ state: 'disabled' }) },
  }),
  changeSettings: writeCase({
    committed: 'true',
    refused: 'false',
    given: async (companyId) => {
      const known = await findSettings(companyId);
      if (known === null) throw new Error('no settings');
      return known;
    },
    write: (known) => changeSettings(known, { settings: { ...known.settings, name: 'Renamed' }, nowMs }),
    violations: { version: ({ settings }) => alter('company', settings.companyId, { version: 9 }) },
  }),
  createCompany: writeCase({
    committed: 'undefined',
    refused: 'ConditionalCheckFailedException',
    given: async () => newCompany(),
    write: (settings) => createCompany(settings, nowMs),
    violations: { 'new company': (settings) => createCompany({ ...settings, name: 'First' }, nowMs) },
  }),
  createCompanyWithKey: writeCase({
    committed: 'created',
    refused: 'exists',
    given: async () => {
      const settings = newCompany();
      return { settings, apiKey: keyOf(settings.companyId) };
    },
    write: ({ settings, apiKey }) => createCompanyWithKey(settings, { apiKey, createdAtMs: nowMs }),
    violations: {
      'new company': ({ settings }) => createCompany({ ...settings, name: 'First' }, nowMs),
      'new apiKey': ({ apiKey }) => createApiKey({ ...apiKey, name: 'First' }),
    },
  }),
};
