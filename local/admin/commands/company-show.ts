import { type Command, onlyArgument } from '../command.ts';
import { companyOf } from '../company-of.ts';

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
