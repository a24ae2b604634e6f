import { isJsonObject } from '../json.ts';
import type { Fields } from './fields.ts';
import type { Assignment, Catcher, Leaving, Retrier } from './state-machine.ts';

/** The settings that a group of states inherits. */
export interface ParseContext {
  readonly queryLanguage: 'JSONPath' | 'JSONata';
  /** Variables that an enclosing group may assign; an inner group may read but not assign them. */
  readonly outerVariables: ReadonlySet<string>;
}

const RETRIER_FIELDS = new Set([
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
]);
const CATCHER_FIELDS = new Set(['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment']);
const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const MAX_VARIABLE_NAME_LENGTH = 80;

/** `Output` and `Assign` of a state, a choice rule or a catcher. */
export function parseLeaving(fields: Fields, context: ParseContext): Leaving {
  return { output: fields.template('Output'), assign: parseAssign(fields, context) };
}

/** Variables of an enclosing scope are readable here but not assignable, as AWS has it. */
export function parseAssign(fields: Fields, { outerVariables }: ParseContext): readonly Assignment[] {
  const source = fields.json('Assign');
  if (source === undefined) return [];
  const assign = fields.object('Assign');
  if (assign === undefined || !isJsonObject(source)) return [];
  return Object.keys(source).flatMap((variable) => {
    if (!VARIABLE_NAME.test(variable) || variable.length > MAX_VARIABLE_NAME_LENGTH || variable === 'states')
      assign.complain(`'${variable}' is not a valid variable name`, variable);
    if (outerVariables.has(variable))
      assign.complain(`The variable '${variable}' belongs to an outer scope and cannot be assigned here`, variable);
    const template = assign.template(variable, `Assign/${variable}`);
    return template === undefined ? [] : [{ variable, template }];
  });
}

/** `Next`, or undefined for `End: true`; exactly one of them must be there. */
export function parseNext(fields: Fields): string | undefined {
  const next = fields.text('Next');
  const end = fields.json('End');
  if (end !== undefined && typeof end !== 'boolean')
    fields.complain("The value for the field 'End' must be a boolean", 'End');
  if ((next === undefined) === (end !== true))
    fields.complain("A state must have exactly one of the fields ['Next', 'End']");
  return next;
}

/** `Retry`, with the defaults of the specification: 1 s, 3 attempts, rate 2, no jitter. */
export function parseRetry(fields: Fields): readonly Retrier[] {
  return fields.objects('Retry').map((retrier) => {
    retrier.allowOnly(RETRIER_FIELDS);
    return {
      errorEquals: parseErrorEquals(retrier),
      intervalSeconds: retrier.number('IntervalSeconds', { min: 1, max: 99_999_999, integer: true }) ?? 1,
      maxAttempts: retrier.number('MaxAttempts', { min: 0, max: 99_999_999, integer: true }) ?? 3,
      backoffRate: retrier.number('BackoffRate', { min: 1, max: Number.MAX_VALUE, integer: false }) ?? 2,
      maxDelaySeconds: retrier.number('MaxDelaySeconds', { min: 1, max: 31_622_400, integer: true }),
      jitterStrategy: retrier.oneOf('JitterStrategy', ['FULL', 'NONE']) ?? 'NONE',
    };
  });
}

/** `Catch`, in the order in which it is looked through. */
export function parseCatch(fields: Fields, context: ParseContext): readonly Catcher[] {
  return fields.objects('Catch').flatMap((catcher) => {
    catcher.allowOnly(CATCHER_FIELDS);
    catcher.required('Next');
    const errorEquals = parseErrorEquals(catcher);
    const next = catcher.text('Next');
    return next === undefined ? [] : [{ errorEquals, next, ...parseLeaving(catcher, context) }];
  });
}

function parseErrorEquals(fields: Fields): readonly string[] {
  fields.required('ErrorEquals');
  if (!fields.has('ErrorEquals')) return [];
  const names = fields.texts('ErrorEquals');
  if (names.includes('States.ALL') && names.length > 1)
    fields.complain("'States.ALL' must stand alone in the field 'ErrorEquals'", 'ErrorEquals');
  return names;
}
