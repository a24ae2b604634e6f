import {
  changeSettings,
  createCompanyWithKey,
  findSettings,
  listCompanies,
} from '../../../functions/entities/company.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { Plan, Scope } from '../../../schemas/company.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { tableLines } from '../../terminal/text.ts';
import { type Command, checked, companyOf, onlyArgument, RefusedError, UsageError } from '../command.ts';
import { settingOptions, settingsGiven } from '../settings-given.ts';
import { keyFor } from './keys.ts';

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

export const companyList: Command = {
  name: 'company list',
  summary: 'list all companies',
  usage: '',
  help: ['Reads the whole table, inquiries and all: on AWS a large one costs time and money.'],
  options: {},
  async run({ positionals }) {
    if (positionals.length > 0) throw new UsageError('company list takes no argument');
    const companies = (await listCompanies()).map(({ settings, createdAtMs }) => ({
      companyId: settings.companyId,
      name: settings.name,
      plan: settings.plan,
      locale: settings.locale,
      createdAt: timestampOf(createdAtMs),
    }));
    const rows = companies.map(({ companyId, name, plan, locale, createdAt }) => [
      companyId,
      name,
      plan,
      locale,
      createdAt,
    ]);
    return { json: companies, lines: tableLines(['company', 'name', 'plan', 'locale', 'created'], rows) };
  },
};

export const companyShow: Command = {
  name: 'company show',
  summary: 'show all settings of a company',
  usage: '<companyId>',
  help: ['What is shown may be saved and handed to `company create --settings`.'],
  options: {},
  async run(given, nowMs) {
    const settings = await companyOf(onlyArgument(given, 'company id'), nowMs);
    return { json: settings, lines: [JSON.stringify(settings, null, 2)] };
  },
};

export const companySetPlan: Command = {
  name: 'company set-plan',
  summary: 'move a company to another plan',
  usage: '<companyId> basic|pro|enterprise',
  help: ['Functions that are warm go by the old plan for half a minute.'],
  options: {},
  async run({ positionals }, nowMs) {
    const [companyId, wanted, ...more] = positionals;
    if (companyId === undefined || wanted === undefined || more.length > 0)
      throw new UsageError('company set-plan takes a company id and a plan');
    const plan = checked(Plan, wanted, 'plan');
    const known = await findSettings((await companyOf(companyId, nowMs)).companyId);
    if (
      known === null ||
      !(await changeSettings(known, { settings: { ...known.settings, plan }, nowMs: epochMs(nowMs) }))
    )
      throw new RefusedError('The settings have been changed meanwhile; try again');
    const { name, plan: before } = known.settings;
    return { json: { companyId, plan, before }, lines: [`${name}: ${before} → ${plan}`] };
  },
};
