import * as z from 'zod/mini';
import { createApiKey } from '../../../functions/entities/api-key.ts';
import { issuedKeyOf } from '../../../functions/http/keys/key-views.ts';
import { Scope } from '../../../schemas/company.ts';
import { Mode } from '../../../schemas/mode.ts';
import { epochMs } from '../../../schemas/units.ts';
import { checked } from '../checked.ts';
import { type Command, requiredText, textOf, UsageError } from '../command.ts';
import { companyOf } from '../company-of.ts';
import { keyFor } from '../new-key.ts';

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
