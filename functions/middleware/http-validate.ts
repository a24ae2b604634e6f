import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { ProblemError } from './problem-error.ts';

/** A client mends a few fields at a time; an answer as long as a hostile body helps nobody. */
const mostErrors = 20;
const longestMessage = 200;

const { localeError } = en();

/** The value as `schema` reads it. @throws ProblemError validation_failed with the paths at fault, like `attachments[0].data` */
export function validate<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { error: localeError });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors).slice(0, mostErrors);
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${errors
      .map(({ path }) => path || 'body')
      .join(', ')
      .slice(0, longestMessage)}`,
    errors,
  });
}

function fieldErrors(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key.slice(0, 60)]), message: 'Unknown field' }));
  }
  return [{ path: pathOf(issue.path), message: issue.message.slice(0, longestMessage) }];
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
