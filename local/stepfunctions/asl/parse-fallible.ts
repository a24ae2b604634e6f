import { isJsonObject } from '../json.ts';
import type { Fields } from './fields.ts';
import { type ParseContext, parseCatch, parseLeaving, parseNext, parseRetry } from './parse-parts.ts';
import type { MapState, ParallelState, StateGroup, TaskResource, TaskState } from './state-machine.ts';

const LAMBDA_FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_.$]+(?::[A-Za-z0-9-_$]+)?$/;
const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const MAX_SECONDS = 99_999_999;

/**
 * Parses a Task state. Integrations other than Lambda are refused here rather than failing when the state is reached.
 */
export function parseTask(name: string, fields: Fields, context: ParseContext): TaskState | undefined {
  fields.required('Resource');
  const resource = parseResource(fields);
  checkArguments(fields, resource);
  const credentials = fields.object('Credentials');
  const task = {
    timeoutSeconds: parseSeconds(fields, 'TimeoutSeconds'),
    heartbeatSeconds: parseSeconds(fields, 'HeartbeatSeconds'),
    arguments: fields.template('Arguments'),
    credentialsRoleArn: credentials?.template('RoleArn', 'Credentials/RoleArn'),
    retry: parseRetry(fields),
    catch: parseCatch(fields, context),
    ...parseLeaving(fields, context),
    next: parseNext(fields),
  };
  return resource === undefined ? undefined : { type: 'Task', name, resource, ...task };
}

function parseResource(fields: Fields): TaskResource | undefined {
  const resource = fields.text('Resource');
  if (resource === undefined) return undefined;
  if (resource === LAMBDA_INVOKE) return { kind: 'lambdaInvoke', waitForTaskToken: false };
  if (resource === `${LAMBDA_INVOKE}.waitForTaskToken`) return { kind: 'lambdaInvoke', waitForTaskToken: true };
  if (LAMBDA_FUNCTION.test(resource)) return { kind: 'lambdaFunction', arn: resource };
  fields.complain(
    `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region`,
    'Resource',
  );
  return undefined;
}

function checkArguments(fields: Fields, resource: TaskResource | undefined): void {
  const source = fields.json('Arguments');
  if (resource?.kind !== 'lambdaInvoke' || typeof source === 'string') return;
  if (!isJsonObject(source) || !Object.hasOwn(source, 'FunctionName'))
    fields.complain("The field 'FunctionName' is required but was missing", 'Arguments');
}

/** A literal is checked here, an expression when the state is entered. */
function parseSeconds(fields: Fields, name: string) {
  if (typeof fields.json(name) !== 'string') fields.number(name, { min: 1, max: MAX_SECONDS, integer: true });
  return fields.template(name);
}

const BRANCH_FIELDS = new Set(['StartAt', 'States', 'Comment', 'QueryLanguage']);
const PROCESSOR_FIELDS = new Set([...BRANCH_FIELDS, 'ProcessorConfig']);

/** The surroundings of a state. */
export interface Surroundings {
  readonly context: ParseContext;
  /** Parses a group of states inside the state: a branch or an item processor. */
  readonly parseInner: (fields: Fields) => StateGroup;
}

/** Parses a Parallel state with its branches. */
export function parseParallel(name: string, fields: Fields, { context, parseInner }: Surroundings): ParallelState {
  fields.required('Branches');
  const branches = fields.objects('Branches').map((branch) => {
    branch.allowOnly(BRANCH_FIELDS);
    return parseInner(branch);
  });
  if (fields.has('Branches') && branches.length === 0)
    fields.complain("The value for the field 'Branches' must be a non-empty array", 'Branches');
  return {
    type: 'Parallel',
    name,
    branches,
    arguments: fields.template('Arguments'),
    ...parseFallible(fields, context),
  };
}

/** Parses a Map state with its processor; undefined when it has none. A distributed Map is refused. */
export function parseMap(name: string, fields: Fields, { context, parseInner }: Surroundings): MapState | undefined {
  fields.required('ItemProcessor');
  const processor = fields.object('ItemProcessor');
  processor?.allowOnly(PROCESSOR_FIELDS);
  const config = processor?.object('ProcessorConfig');
  if (config?.json('Mode') === 'DISTRIBUTED')
    config.complain("The Mode 'DISTRIBUTED' is not supported by this engine, use 'INLINE'", 'Mode');
  for (const unused of ['ToleratedFailureCount', 'ToleratedFailurePercentage']) fields.template(unused);
  const parts = {
    items: fields.template('Items'),
    itemSelector: fields.template('ItemSelector'),
    maxConcurrency: fields.template('MaxConcurrency'),
    ...parseFallible(fields, context),
  };
  if (processor === undefined) return undefined;
  return { type: 'Map', name, processor: parseInner(processor), ...parts };
}

function parseFallible(fields: Fields, context: ParseContext) {
  return {
    retry: parseRetry(fields),
    catch: parseCatch(fields, context),
    ...parseLeaving(fields, context),
    next: parseNext(fields),
  };
}
