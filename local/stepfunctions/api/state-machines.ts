import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/service.ts';
import { checkDefinition, parseDefinition } from '../asl/parse-definition.ts';
import type { MachineRow } from '../journal/rows.ts';
import { isJsonObject } from '../json.ts';
import { type ApiParts, findMachine, instant, machineArn } from './api-parts.ts';
import {
  checkedName,
  json,
  jsonObjects,
  optionalBoolean,
  optionalEnum,
  optionalText,
  type Params,
  pageSize,
  readCursor,
  requiredText,
  writeCursor,
} from './params.ts';
import { mergeTags } from './tags.ts';

const MAX_DEFINITION_LENGTH = 1_048_576;

export function createStateMachine(parts: ApiParts): JsonOperation {
  const { journal, clock } = parts;
  return async (params, call) => {
    const name = checkedName(requiredText(params, 'name', { max: 80 }));
    const definition = checkedDefinition(params);
    const roleArn = requiredText(params, 'roleArn', { max: 256 });
    const type = optionalEnum(params, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
    if (type === 'EXPRESS')
      throw new AwsError('StateMachineTypeNotSupported', 'Express state machines are not supported by this engine');
    refuseVersions(params);
    const logging = checkedLogging(params) ?? '{"includeExecutionData":false,"level":"OFF"}';
    const tracing = checkedTracing(params) ?? '{"enabled":false}';
    const tags = JSON.stringify(mergeTags([], jsonObjects(params, 'tags')));
    parseDefinition(definition);
    const arn = machineArn(call, name);
    const existing = journal.machines.byArn(arn);
    if (existing !== undefined) return sameOrRefused(parts, { existing, definition });
    const nowMs = clock.now();
    const definitionId = journal.machines.addDefinition(definition);
    const { account, region } = call;
    const dates = { revisionId: null, createdMs: nowMs, updatedMs: nowMs };
    journal.machines.put({ arn, account, region, name, roleArn, definitionId, logging, tracing, tags, ...dates });
    return { stateMachineArn: arn, creationDate: instant(nowMs) };
  };
}

/** Creating a machine again with the same definition answers as the first time. */
function sameOrRefused({ journal }: ApiParts, { existing, definition }: { existing: MachineRow; definition: string }) {
  if (journal.machines.definition(existing.definitionId) !== definition)
    throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${existing.arn}'`);
  return { stateMachineArn: existing.arn, creationDate: instant(existing.createdMs) };
}

function checkedDefinition(params: Params): string {
  return requiredText(params, 'definition', { max: MAX_DEFINITION_LENGTH });
}

function refuseVersions(params: Params): void {
  if (optionalBoolean(params, 'publish') === true)
    throw new AwsError(
      'ValidationException',
      'Versions of state machines are not supported by this engine: publish must be false',
    );
  if (params.versionDescription !== undefined)
    throw new AwsError('ValidationException', 'Version description can only be set when publish is true');
}

const CHANGEABLE = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration'];

/** Changes a machine for executions started from now on; running ones keep theirs. */
export function updateStateMachine(parts: ApiParts): JsonOperation {
  const { journal, clock } = parts;
  return async (params, call) => {
    const machine = findMachine(parts, { params, call });
    refuseVersions(params);
    if (CHANGEABLE.every((name) => params[name] === undefined || params[name] === null))
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    const definition = params.definition === undefined ? undefined : checkedDefinition(params);
    if (definition !== undefined) parseDefinition(definition);
    const nowMs = clock.now();
    const revisionId = randomUUID();
    journal.machines.put({
      ...machine,
      roleArn: optionalText(params, 'roleArn', { min: 1, max: 256 }) ?? machine.roleArn,
      definitionId: definition === undefined ? machine.definitionId : journal.machines.addDefinition(definition),
      logging: checkedLogging(params) ?? machine.logging,
      tracing: checkedTracing(params) ?? machine.tracing,
      revisionId,
      updatedMs: nowMs,
    });
    return { updateDate: instant(nowMs), revisionId };
  };
}

/** Tells what CreateStateMachine would refuse, without creating anything. */
export function validateStateMachineDefinition(): JsonOperation {
  return async (params) => {
    const { problems } = checkDefinition(checkedDefinition(params));
    return {
      result: problems.length === 0 ? 'OK' : 'FAIL',
      diagnostics: problems.map(({ code, message, location }) => ({ severity: 'ERROR', code, message, location })),
      truncated: false,
    };
  };
}

/** The logging configuration as it is described later, or undefined when none is given. It is stored, not acted on. */
function checkedLogging(params: Params): string | undefined {
  const configuration = json(params, 'loggingConfiguration');
  if (!isJsonObject(configuration)) return undefined;
  const { destinations, level } = configuration;
  const wantsLogs = level !== undefined && level !== 'OFF';
  const count = Array.isArray(destinations) ? destinations.length : 0;
  if (count > 1 || (wantsLogs && count === 0))
    throw new AwsError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    );
  return JSON.stringify({ includeExecutionData: false, level: 'OFF', ...configuration });
}

function checkedTracing(params: Params): string | undefined {
  const configuration = json(params, 'tracingConfiguration');
  return isJsonObject(configuration) ? JSON.stringify({ enabled: false, ...configuration }) : undefined;
}

export function describeStateMachine(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const machine = findMachine(parts, { params, call });
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: 'ACTIVE',
      definition: parts.journal.machines.definition(machine.definitionId),
      roleArn: machine.roleArn,
      type: 'STANDARD',
      creationDate: instant(machine.createdMs),
      loggingConfiguration: JSON.parse(machine.logging),
      tracingConfiguration: JSON.parse(machine.tracing),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      ...(machine.revisionId === null ? {} : { revisionId: machine.revisionId }),
    };
  };
}

export function listStateMachines({ journal }: ApiParts): JsonOperation {
  return async (params, { account, region }) => {
    const limit = pageSize(params);
    const afterArn = readCursor(params) ?? '';
    const found = journal.machines.page({ account, region, afterArn, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const stateMachines = page.map(({ arn, name, createdMs }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate: instant(createdMs),
    }));
    return { stateMachines, ...(last === undefined ? {} : { nextToken: writeCursor(last.arn) }) };
  };
}

/** Deleting a missing machine succeeds. Running executions keep their definition. */
export function deleteStateMachine({ journal }: ApiParts): JsonOperation {
  return async (params, call) => {
    const arn = requiredText(params, 'stateMachineArn', { max: 256 });
    if (journal.machines.byArn(arn)?.account === call.account) journal.machines.remove(arn);
    return {};
  };
}
