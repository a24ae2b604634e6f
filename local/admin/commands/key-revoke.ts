import { remainingAdmin } from '../../../domain/api-keys/key-rules.ts';
import { listApiKeys, revokeApiKey } from '../../../functions/entities/api-key.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type Command, onlyArgument, RefusedError, requiredText } from '../command.ts';
import { companyOf } from '../company-of.ts';

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
