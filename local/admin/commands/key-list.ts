import { listApiKeys } from '../../../functions/entities/api-key.ts';
import { keyViewOf } from '../../../functions/http/keys/key-views.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type Command, requiredText, UsageError } from '../command.ts';
import { companyOf } from '../company-of.ts';
import { tableLines } from '../table-lines.ts';

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
