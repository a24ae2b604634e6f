import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { remainingAdmin } from '../../../domain/api-keys/key-rules.ts';
import { type ApiKeyItem, createApiKey, listApiKeys, revokeApiKey } from '../../../functions/entities/api-key.ts';
import { issuedKeyOf, keyViewOf } from '../../../functions/http/api-keys/api-key-views.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { newApiKey } from '../../../functions/tokens/api-key.ts';
import { Scope } from '../../../schemas/company.ts';
import { ApiKeyId, type CompanyId } from '../../../schemas/ids.ts';
import { Mode } from '../../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { tableLines } from '../../terminal/text.ts';
import {
  type Command,
  checked,
  companyOf,
  onlyArgument,
  RefusedError,
  requiredText,
  textOf,
  UsageError,
} from '../command.ts';

const Scopes = z.array(Scope).check(z.minLength(1));

export const keyCreate: Command = {
  name: 'key create',
  summary: 'make an API key for a company',
  usage: '--company <companyId> [--name <name>] [--mode live|test] [--scopes <scope,…>]',
  help: [
    '--name    what people call it; default "Made by the operator"',
    '--mode    live or test; default live',
    `--scopes  of ${Scope.options.join(', ')}; default all`,
    'The operator is not held to the number of keys that a company may make itself.',
  ],
  options: {
    company: { type: 'string' },
    name: { type: 'string' },
    mode: { type: 'string' },
    scopes: { type: 'string' },
  },
  makesKeys: true,
  async run(given, nowMs) {
    if (given.positionals.length > 0) throw new UsageError('key create takes options alone');
    const { companyId } = await companyOf(requiredText(given, 'company'), nowMs);
    const mode = checked(Mode, textOf(given, 'mode') ?? 'live', 'mode');
    const wanted = textOf(given, 'scopes')?.split(',') ?? [...Scope.options];
    const scopes = [...new Set(checked(Scopes, wanted, 'scopes'))];
    const name = textOf(given, 'name') ?? 'Made by the operator';
    const { key, apiKey } = keyFor(companyId, { name, mode, scopes, nowMs: epochMs(nowMs) });
    await createApiKey(apiKey);
    return {
      json: issuedKeyOf({ apiKey, key }),
      lines: [`API key  ${key}`, `Id       ${apiKey.apiKeyId}`, 'Keep the key now: it is not shown again.'],
    };
  },
};

export const keyList: Command = {
  name: 'key list',
  summary: 'list the API keys of a company, newest first',
  usage: '--company <companyId>',
  help: ['A key itself is never shown: it is not stored.'],
  options: { company: { type: 'string' } },
  async run(given, nowMs) {
    if (given.positionals.length > 0) throw new UsageError('key list takes options alone');
    const { companyId } = await companyOf(requiredText(given, 'company'), nowMs);
    const keys = (await listApiKeys(companyId)).map((apiKey) => keyViewOf(apiKey, epochMs(nowMs)));
    const rows = keys.map(({ id, name, prefix, state, scopes, lastUsedAt, expiresAt }) => [
      ...[id, name, prefix, state, scopes.join(',')],
      ...[lastUsedAt ?? '–', expiresAt ?? '–'],
    ]);
    return { json: keys, lines: tableLines(['key', 'name', 'prefix', 'state', 'scopes', 'last used', 'ends'], rows) };
  },
};

export const keyRevoke: Command = {
  name: 'key revoke',
  summary: 'revoke an API key of a company',
  usage: '<keyId> --company <companyId>',
  help: ['It is let in no more within a minute. The operator may revoke the last key of a company, too.'],
  options: { company: { type: 'string' } },
  async run(given, nowMs) {
    const keyId = onlyArgument(given, 'key id');
    const { companyId } = await companyOf(requiredText(given, 'company'), nowMs);
    const keys = await listApiKeys(companyId);
    const revoked = keys.find(({ apiKeyId }) => apiKeyId === keyId);
    if (revoked === undefined) throw new RefusedError(`The company ${companyId} has no key ${keyId}`);
    const atMs = epochMs(nowMs);
    const isLast = remainingAdmin(keys, { revoked, callerKeyId: revoked.apiKeyId, nowMs: atMs }) === 'none';
    await revokeApiKey(revoked, { nowMs: atMs, remaining: null });
    const warning = `${companyId} has no key left that manages keys: make one with key create`;
    return {
      json: { id: keyId, companyId, revoked: true, managesKeys: !isLast },
      lines: [`${keyId} (${revoked.prefix}…) is revoked`, ...(isLast ? [warning] : [])],
    };
  },
};

/** A new key, shown once, and its stored form. */
export function keyFor(
  companyId: CompanyId,
  options: { name: string; mode: Mode; scopes: readonly Scope[]; nowMs: EpochMs },
): { key: string; apiKey: ApiKeyItem } {
  const { nowMs: createdAtMs, ...facts } = options;
  const { key, prefix, hash } = newApiKey(randomBytes, facts.mode);
  const apiKeyId = ApiKeyId.parse(newUlid(createdAtMs));
  return { key, apiKey: { ...facts, keyHash: hash, apiKeyId, companyId, prefix, createdAtMs } };
}
