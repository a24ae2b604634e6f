import { isJsonObject } from '../json.ts';
import type { Fields } from './fields.ts';
import { type ParseContext, parseCatch, parseLeaving, parseNext, parseRetry } from './parse-parts.ts';
import type { TaskResource, TaskState } from './state-machine.ts';

const LAMBDA_FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_.$]+(?::[A-Za-z0-9-_$]+)?$/;
const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const MAX_SECONDS = 99_999_999;

/** Parses a Task state. Integrations other than Lambda are refused here rather than failing when the state is reached. */
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
