import type { JsonOperation } from '../../aws/service.ts';
import { type ApiParts, findMachine, instant } from './api-parts.ts';
import { pageSize, readCursor, requiredText, writeCursor } from './params.ts';

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

/** Deleting what is not there succeeds. Executions under way run on with the definition they have. */
export function deleteStateMachine({ journal }: ApiParts): JsonOperation {
  return async (params, call) => {
    const arn = requiredText(params, 'stateMachineArn', { max: 256 });
    if (journal.machines.byArn(arn)?.account === call.account) journal.machines.remove(arn);
    return {};
  };
}
