import { createCompanyWithKey } from '../../../functions/entities/company.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { Scope } from '../../../schemas/company.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type Command, RefusedError, UsageError } from '../command.ts';
import { keyFor } from '../new-key.ts';
import { settingOptions, settingsGiven } from '../settings-given.ts';

export const companyCreate: Command = {
  name: 'company create',
  summary: 'make a company with its first API key',
  usage: '--name <name> --manager-name <name> --manager-email <address> [--locale ko|en] [--plan …] [--time-zone …]',
  help: [
    '--name           what customers read in mails',
    '--locale         ko or en: the language of staff mail, and of an inquiry whose text does not tell; default ko',
    '--plan           basic, pro or enterprise; default basic',
    '--time-zone      IANA name; default Asia/Seoul. Office hours are Monday to Friday, 09:00 to 18:00',
    '--manager-name   who has escalations until more staff are named',
    '--manager-email  her or his address',
    '--settings       a JSON file with all settings, in place of the options above; companyId may be left out',
  ],
  options: {
    settings: { type: 'string' },
    ...Object.fromEntries(settingOptions.map((option) => [option, { type: 'string' as const }])),
  },
  makesKeys: true,
  async run(given, nowMs) {
    if (given.positionals.length > 0) throw new UsageError('company create takes options alone');
    const createdAtMs = epochMs(nowMs);
    const settings = settingsGiven(given, CompanyId.parse(newUlid(createdAtMs)));
    const { companyId, name, plan } = settings;
    const first = { name: 'First key', mode: 'live', scopes: Scope.options, nowMs: createdAtMs } as const;
    const { key, apiKey } = keyFor(companyId, first);
    if ((await createCompanyWithKey(settings, { apiKey, createdAtMs })) === 'exists')
      throw new RefusedError(`The company ${companyId} exists already`);
    return {
      json: { companyId, name, plan, apiKey: { id: apiKey.apiKeyId, key } },
      lines: [
        `Company  ${companyId}  ${name} (${plan})`,
        `API key  ${key}`,
        'Keep the key now: it is not shown again.',
      ],
    };
  },
};
