import type * as z from 'zod/mini';
import { validate } from '../../functions/middleware/http-validate.ts';
import { ProblemError } from '../../functions/middleware/problem-error.ts';
import { RefusedError } from './command.ts';

/** The value as the schema reads it. @throws RefusedError naming each path at fault and what is wrong there */
export function checked<S extends z.ZodMiniType>(schema: S, value: unknown, what: string): z.output<S> {
  try {
    return validate(schema, value);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const faults = (error.errors ?? []).map(({ path, message }) => `  ${path === '' ? what : path}: ${message}`);
    throw new RefusedError([`The ${what} is not valid:`, ...faults].join('\n'), { cause: error });
  }
}
