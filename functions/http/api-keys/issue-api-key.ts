import { randomBytes } from 'node:crypto';
import { endAfterRotation, hasRoomForKey, isUsable, keyStateOf } from '../../../domain/api-keys/key-rules.ts';
import { planLimits } from '../../../domain/plans.ts';
import { keyRoutes } from '../../../schemas/api/api-keys.ts';
import type { Scope } from '../../../schemas/company.ts';
import { ApiKeyId } from '../../../schemas/ids.ts';
import { type Mode, modeOf } from '../../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { type ApiKeyItem, findApiKeyByHash, listApiKeys, type NewApiKey, storeApiKey } from '../../entities/api-key.ts';
import type { CompanyPrincipal } from '../../middleware/http-principal.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { newApiKey } from '../../tokens/api-key.ts';
import {
  type IdempotencyKey,
  readIdempotencyKey,
  replayedResource,
  replayedResourceOrRefuse,
} from '../shared/idempotency.ts';
import { issuedKeyOf } from './api-key-views.ts';
import { openApiKey } from './api-keys.ts';

export const createApiKey = httpRoute(keyRoutes, 'createApiKey', async ({ body, bytes, headers, principal, nowMs }) => {
  const { name, scopes, expiresAt, mode = principal.mode } = body;
  if (mode === 'live' && principal.mode === 'test')
    throw new ProblemError('forbidden', { detail: 'A test key makes test keys only' });
  const idempotency = readIdempotencyKey('createApiKey', { headers, bytes, mode: principal.mode });
  return issueKey({ principal, idempotency, nowMs, order: () => ({ name, mode, scopes, expiresAt }) });
});

const defaultOverlapSeconds = 86_400;

export const rotateApiKey = httpRoute(
  keyRoutes,
  'rotateApiKey',
  async ({ path, body, bytes, headers, principal, nowMs }) => {
    const { apiKeyId } = path;
    const { overlapSeconds = defaultOverlapSeconds, expiresAt } = body;
    // The key that is rotated is part of the request, so that one Idempotency-Key never answers for another key.
    const whole = Buffer.concat([Buffer.from(`${apiKeyId}|`), bytes]);
    const idempotency = readIdempotencyKey('rotateApiKey', { headers, bytes: whole, mode: principal.mode });
    return issueKey({
      principal,
      idempotency,
      nowMs,
      order: (keys) => {
        const apiKey = openApiKey(keys, { apiKeyId, principal });
        if (!isUsable(apiKey, nowMs))
          throw new ProblemError('key_not_active', {
            detail: `The key is ${keyStateOf(apiKey, nowMs)}; make a new one`,
          });
        const expiresAtMs = endAfterRotation(apiKey, { nowMs, overlapSeconds });
        const { name, scopes } = apiKey;
        return { name, mode: modeOf(apiKey), scopes, expiresAt, replaced: { apiKey, expiresAtMs } };
      },
    });
  },
);

/** The wanted key. */
interface KeyOrder {
  readonly name: string;
  readonly mode: Mode;
  readonly scopes: readonly Scope[];
  readonly expiresAt: string | undefined;
  readonly replaced?: NewApiKey['replaced'];
}

interface Asked {
  readonly principal: CompanyPrincipal;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
  /** Derives the wanted key from the company's keys. @throws ProblemError */
  readonly order: (keys: readonly ApiKeyItem[]) => KeyOrder;
}

/** Creates and shows one key, or finds the one of an earlier same request, without its secret. @throws ProblemError */
async function issueKey({ principal, idempotency, nowMs, order }: Asked) {
  const { companyId } = principal;
  const keyed = { companyId, idempotency, nowMs };
  const earlier = await replayedResource(keyed);
  const keys = await listApiKeys(companyId);
  if (earlier !== null) return replayOf(keys, earlier);

  const { replaced, expiresAt, ...wanted } = order(keys);
  await requireRoom(principal, { keys, replaced: replaced?.apiKey.apiKeyId, nowMs });
  const { key, prefix, hash } = newApiKey(randomBytes, wanted.mode);
  const apiKey = {
    ...wanted,
    keyHash: hash,
    apiKeyId: ApiKeyId.parse(newUlid(nowMs)),
    companyId,
    prefix,
    createdAtMs: nowMs,
    ...(expiresAt !== undefined && { expiresAtMs: futureInstant(expiresAt, nowMs) }),
  };
  const outcome = await storeOrMeet({ apiKey, idempotency, replaced, nowMs });
  if (outcome === 'key_taken') return replayOf(await listApiKeys(companyId), await replayedResourceOrRefuse(keyed));
  if (outcome === 'changed') throw new ProblemError('key_not_active', { detail: 'The key has changed meanwhile' });
  return { status: 201 as const, headers: { location: locationOf(apiKey) }, body: issuedKeyOf({ apiKey, key }) };
}

/** @throws ProblemError limit_reached when the plan allows no key more */
async function requireRoom(
  { companyId }: CompanyPrincipal,
  { keys, replaced, nowMs }: { keys: readonly ApiKeyItem[]; replaced: ApiKeyId | undefined; nowMs: EpochMs },
): Promise<void> {
  const company = await findCompany(companyId, nowMs);
  if (company === null) throw new ProblemError('not_found');
  const most = planLimits(company.plan).apiKeys;
  if (hasRoomForKey(keys, { most, nowMs, replaced })) return;
  const detail = `The plan ${company.plan} allows ${most} API keys in use; revoke one first`;
  throw new ProblemError('limit_reached', { detail });
}

/**
 * Two transactions that collide on one Idempotency-Key are a conflict, like one after the other; one whose answer was
 * lost is looked up, so that its key is not lost.
 */
async function storeOrMeet(asked: NewApiKey): Promise<'committed' | 'key_taken' | 'changed'> {
  try {
    return await storeApiKey(asked);
  } catch (error) {
    const isMeeting = error instanceof Error && error.name === 'TransactionCanceledException';
    if (isMeeting && asked.idempotency !== undefined && error.message.includes('TransactionConflict'))
      return 'key_taken';
    if (!isMeeting && (await findApiKeyByHash(asked.apiKey.keyHash, { consistent: true })) !== null) return 'committed';
    throw error;
  }
}

function replayOf(keys: readonly ApiKeyItem[], apiKeyId: string) {
  const apiKey = keys.find((item) => item.apiKeyId === apiKeyId);
  // The list may be slightly stale.
  if (apiKey === undefined) throw new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  const headers = { location: locationOf(apiKey), 'idempotency-replayed': 'true' };
  return { status: 201 as const, headers, body: issuedKeyOf({ apiKey, key: null }) };
}

const locationOf = ({ apiKeyId }: { apiKeyId: ApiKeyId }): string => `/v1/api-keys/${apiKeyId}`;

/** @throws ProblemError validation_failed when `expiresAt` has passed */
function futureInstant(expiresAt: string, nowMs: EpochMs): EpochMs {
  const atMs = Date.parse(expiresAt);
  if (atMs > nowMs) return epochMs(atMs);
  const errors = [{ path: 'expiresAt', message: 'must be in the future' }];
  throw new ProblemError('validation_failed', { detail: 'Invalid: expiresAt', errors });
}
