import { listCompanies } from '../../../functions/entities/company.ts';
import { timestampOf } from '../../../schemas/units.ts';
import { type Command, UsageError } from '../command.ts';
import { tableLines } from '../table-lines.ts';

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
