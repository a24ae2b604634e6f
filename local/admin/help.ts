import type { ParseArgsOptionsConfig } from 'node:util';
import type { Command } from './command.ts';
import { tableLines } from './table-lines.ts';

/** What every command takes. */
export const commonOptions = {
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

export const helpOf = ({ name, summary, usage, help }: Command): readonly string[] => [
  `npm run admin -- ${name} ${usage}`.trimEnd(),
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
  '',
  ...indented(help),
  '',
  ...indented(commonHelp),
];

export const overview = (commands: readonly Command[]): readonly string[] => [
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
