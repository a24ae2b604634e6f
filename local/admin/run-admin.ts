import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { errorCode, plainReason } from '../system-errors.ts';
import { tableLines } from '../terminal/text.ts';
import { type Command, type Given, RefusedError, textOf, UsageError } from './command.ts';
import { companyCreate, companyList, companySetPlan, companyShow } from './commands/companies.ts';
import { keyCreate, keyList, keyRevoke } from './commands/keys.ts';
import { credentials, enterPlace } from './environment.ts';

const commands: readonly Command[] = [
  companyCreate,
  companyList,
  companyShow,
  companySetPlan,
  keyCreate,
  keyList,
  keyRevoke,
  credentials,
];

/** A command's exit code, standard output and standard error. */
interface AdminRun {
  readonly code: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/** Runs the arguments of `npm run admin --`; changes the environment of this process. */
export async function runAdmin(argv: readonly string[]): Promise<AdminRun> {
  try {
    return { code: 0, output: textFrom(await linesFor(argv)), errors: '' };
  } catch (error) {
    const isOurs = error instanceof UsageError || error instanceof RefusedError;
    const errors = textFrom([isOurs ? error.message : plainReason(error)]);
    return { code: error instanceof RefusedError ? 1 : 2, output: '', errors };
  }
}

const textFrom = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

async function linesFor(argv: readonly string[]): Promise<readonly string[]> {
  const [area, verb] = argv;
  if (area === '--help' || area === '-h') return overview(commands);
  const command = commands.find(({ name }) => name === area || name === `${area} ${verb}`);
  if (command === undefined) {
    const got = area === undefined ? 'No command' : `No such command: ${[area, verb].filter(Boolean).join(' ')}`;
    throw new UsageError([got, ...overview(commands)].join('\n'));
  }
  const given = readArguments(command, argv.slice(command.name.split(' ').length));
  if (given.values.help === true) return helpOf(command);
  const makesKeys = command.makesKeys === true;
  await enterPlace({ table: textOf(given, 'table'), region: textOf(given, 'region'), makesKeys });
  const { json, lines } = await command.run(given, Date.now());
  return given.values.json === true ? [JSON.stringify(json, null, 2)] : lines;
}

function readArguments({ name, options }: Command, args: readonly string[]): Given {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...commonOptions }, allowPositionals: true });
  } catch (error) {
    if (errorCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new UsageError(`${plainReason(error)}\nSee npm run admin -- ${name} --help`, { cause: error });
  }
}

/** The options of every command. */
const commonOptions = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  table: { type: 'string' },
  region: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const commonHelp = [
  '--json    one JSON value on standard output',
  '--table   a deployment’s table on AWS, by the SDK’s own credentials; TOKEN_PEPPER must hold its secret to make keys.',
  '          Without it: the runtime that runs on DATA_DIR (default .data)',
  '--region  its region; default AWS_REGION',
] as const;

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const helpOf = ({ name, summary, usage, help }: Command): readonly string[] => [
  `npm run admin -- ${name} ${usage}`.trimEnd(),
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
  '',
  ...indented(help),
  '',
  ...indented(commonHelp),
];

const overview = (commands: readonly Command[]): readonly string[] => [
  'npm run admin -- <command>; with --help after a command, what it takes',
  '',
  ...indented(
    tableLines(
      ['command', 'what it does'],
      commands.map(({ name, summary }) => [name, summary]),
    ),
  ),
  '',
  'Exit 0: done. 1: refused. 2: not understood, or nothing to work on.',
];
