import type { ParseArgsOptionsConfig } from 'node:util';
import type * as z from 'zod/mini';
import { findCompany } from '../../functions/entities/account.ts';
import { validate } from '../../functions/middleware/http-validate.ts';
import { ProblemError } from '../../functions/middleware/problem-error.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { CompanyId } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';

/** The result of `parseArgs`. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** A command's output: `json` with `--json`, else the lines. */
interface Report {
  readonly json: unknown;
  readonly lines: readonly string[];
}

export interface Command {
  /** As it is typed: `company create`. */
  readonly name: string;
  readonly summary: string;
  /** The arguments after the name, with the options' values. */
  readonly usage: string;
  /** The meaning of each option and argument, a line each. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  /** Needs TOKEN_PEPPER on AWS, since it derives a key's hash. */
  readonly makesKeys?: true;
  run(given: Given, nowMs: number): Promise<Report>;
}

/** The command is mistyped; exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and refused; exit 1. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** The option's text; undefined when it was not given. */
export function textOf({ values }: Given, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError when the option was not given */
export function requiredText(given: Given, option: string): string {
  const text = textOf(given, option);
  if (text === undefined) throw new UsageError(`--${option} is missing`);
  return text;
}

/** The one argument that the command takes. @throws UsageError when there is none, or more than one */
export function onlyArgument({ positionals }: Given, what: string): string {
  const [argument, ...more] = positionals;
  if (argument === undefined) throw new UsageError(`The ${what} is missing`);
  if (more.length > 0) throw new UsageError(`Got ${positionals.length} arguments, expected the ${what} alone`);
  return argument;
}

/** The parsed value. @throws RefusedError naming each path at fault and its fault */
export function checked<S extends z.ZodMiniType>(schema: S, value: unknown, what: string): z.output<S> {
  try {
    return validate(schema, value);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const faults = (error.errors ?? []).map(({ path, message }) => `  ${path === '' ? what : path}: ${message}`);
    throw new RefusedError([`The ${what} is not valid:`, ...faults].join('\n'), { cause: error });
  }
}

/** The settings of the company that was named. @throws RefusedError when there is none */
export async function companyOf(companyId: string, nowMs: number): Promise<CompanySettings> {
  const settings = await findCompany(checked(CompanyId, companyId, 'company id'), epochMs(nowMs));
  if (settings === null) throw new RefusedError(`There is no company ${companyId}`);
  return settings;
}
