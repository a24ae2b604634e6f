import { type Command, textOf, UsageError } from '../command.ts';

const names = [
  'AWS_ENDPOINT_URL',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
] as const;

export const credentials: Command = {
  name: 'credentials',
  summary: 'print what an AWS CLI or SDK needs to call this machine, as lines for a shell',
  usage: '',
  help: ['eval "$(npm run --silent admin -- credentials)" takes them into a shell. The secret signs links to objects.'],
  options: {},
  async run(given) {
    if (given.positionals.length > 0) throw new UsageError('credentials takes no argument');
    if (textOf(given, 'table') !== undefined) throw new UsageError('credentials are those of this machine, not of AWS');
    const told = Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
    return { json: told, lines: Object.entries(told).map(([name, value]) => `export ${name}='${value}'`) };
  },
};
