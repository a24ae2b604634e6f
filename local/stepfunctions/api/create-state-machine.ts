import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/json-protocol.ts';
import { parseDefinition } from '../asl/parse-definition.ts';
import type { MachineRow } from '../journal/rows.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { machineArn } from './arns.ts';
import { checkedLogging, checkedTracing } from './logging.ts';
import { checkedName, jsonObjects, optionalBoolean, optionalEnum, type Params, requiredText } from './params.ts';
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

export function checkedDefinition(params: Params): string {
  return requiredText(params, 'definition', { max: MAX_DEFINITION_LENGTH });
}

export function refuseVersions(params: Params): void {
  if (optionalBoolean(params, 'publish') === true)
    throw new AwsError(
      'ValidationException',
      'Versions of state machines are not supported by this engine: publish must be false',
    );
  if (params.versionDescription !== undefined)
    throw new AwsError('ValidationException', 'Version description can only be set when publish is true');
}
