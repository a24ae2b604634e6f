import type { Fields } from './fields.ts';
import { parseMap, parseParallel, parseTask, type Surroundings } from './parse-fallible.ts';
import { type ParseContext, parseLeaving, parseNext } from './parse-parts.ts';
import type { ChoiceRule, State } from './state-machine.ts';

const TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
const COMMON = ['Type', 'Comment', 'QueryLanguage'] as const;
const ALLOWED: Readonly<Record<(typeof TYPES)[number], ReadonlySet<string>>> = {
  Pass: new Set([...COMMON, 'Output', 'Assign', 'Next', 'End']),
  Succeed: new Set([...COMMON, 'Output']),
  Fail: new Set([...COMMON, 'Error', 'Cause']),
  Choice: new Set([...COMMON, 'Choices', 'Default', 'Output', 'Assign']),
  Wait: new Set([...COMMON, 'Seconds', 'Timestamp', 'Output', 'Assign', 'Next', 'End']),
  Task: new Set([
    ...COMMON,
    'Resource',
    'Arguments',
    'Credentials',
    'TimeoutSeconds',
    'HeartbeatSeconds',
    'Retry',
    'Catch',
    'Output',
    'Assign',
    'Next',
    'End',
  ]),
  Parallel: new Set([...COMMON, 'Branches', 'Arguments', 'Retry', 'Catch', 'Output', 'Assign', 'Next', 'End']),
  Map: new Set([
    ...COMMON,
    'Items',
    'ItemSelector',
    'ItemProcessor',
    'MaxConcurrency',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
    'Retry',
    'Catch',
    'Output',
    'Assign',
    'Next',
    'End',
  ]),
};
const CHOICE_FIELDS = new Set(['Condition', 'Next', 'Output', 'Assign', 'Comment']);

/** Parses one state. Undefined when its type is unknown; other faults are collected in the problems of `fields`. */
export function parseState(name: string, fields: Fields, { context, parseInner }: Surroundings): State | undefined {
  fields.required('Type');
  const type = fields.oneOf('Type', TYPES);
  const queryLanguage = fields.oneOf('QueryLanguage', ['JSONPath', 'JSONata']) ?? context.queryLanguage;
  if (type === undefined) return undefined;
  if (queryLanguage === 'JSONPath') {
    fields.complain("The QueryLanguage 'JSONPath' is not supported by this engine, use 'JSONata'");
    return undefined;
  }
  fields.allowOnly(ALLOWED[type]);
  switch (type) {
    case 'Pass':
      return { type, name, ...parseLeaving(fields, context), next: parseNext(fields) };
    case 'Succeed':
      return { type, name, ...parseLeaving(fields, context) };
    case 'Fail':
      return { type, name, error: fields.template('Error'), cause: fields.template('Cause') };
    case 'Choice':
      return parseChoice(name, fields, context);
    case 'Wait':
      return parseWait(name, fields, context);
    case 'Task':
      return parseTask(name, fields, context);
    case 'Parallel':
      return parseParallel(name, fields, { context, parseInner });
    case 'Map':
      return parseMap(name, fields, { context, parseInner });
    default:
      return type satisfies never;
  }
}

function parseChoice(name: string, fields: Fields, context: ParseContext): State {
  fields.required('Choices');
  const choices = fields.objects('Choices').flatMap((rule): ChoiceRule[] => {
    rule.allowOnly(CHOICE_FIELDS);
    rule.required('Condition');
    rule.required('Next');
    const condition = rule.template('Condition');
    const next = rule.text('Next');
    return condition === undefined || next === undefined ? [] : [{ condition, next, ...parseLeaving(rule, context) }];
  });
  if (fields.has('Choices') && choices.length === 0)
    fields.complain("The value for the field 'Choices' must be a non-empty array", 'Choices');
  return { type: 'Choice', name, choices, default: fields.text('Default'), ...parseLeaving(fields, context) };
}

function parseWait(name: string, fields: Fields, context: ParseContext): State | undefined {
  const seconds = fields.template('Seconds');
  const timestamp = fields.template('Timestamp');
  const template = seconds ?? timestamp;
  if (template === undefined || (seconds !== undefined && timestamp !== undefined)) {
    fields.complain("A Wait state must have exactly one of the fields ['Seconds', 'Timestamp']");
    return undefined;
  }
  const until = { kind: seconds === undefined ? 'timestamp' : 'seconds', template } as const;
  return { type: 'Wait', name, until, ...parseLeaving(fields, context), next: parseNext(fields) };
}
