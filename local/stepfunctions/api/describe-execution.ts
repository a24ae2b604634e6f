import type { JsonOperation } from '../../aws/json-protocol.ts';
import type { ExecutionRow } from '../journal/rows.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { findExecution } from './arns.ts';

const INCLUDED = { included: true };

export function describeExecution(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const row = findExecution(parts, { params, call });
    return {
      executionArn: row.arn,
      stateMachineArn: row.machineArn,
      name: row.name,
      status: row.status,
      startDate: instant(row.startMs),
      ...(row.stopMs === null ? {} : { stopDate: instant(row.stopMs) }),
      input: row.input,
      inputDetails: INCLUDED,
      ...(row.output === null ? {} : { output: row.output, outputDetails: INCLUDED }),
      ...(row.error === null ? {} : { error: row.error }),
      ...(row.cause === null ? {} : { cause: row.cause }),
      ...redrive(row),
    };
  };
}

/** The definition that the execution runs, which may be older than the machine's. */
export function describeStateMachineForExecution(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const row = findExecution(parts, { params, call });
    const machine = parts.journal.machines.byArn(row.machineArn);
    return {
      stateMachineArn: row.machineArn,
      name: row.machineArn.split(':').at(-1),
      definition: parts.journal.machines.definition(row.definitionId),
      roleArn: row.roleArn,
      updateDate: instant(machine?.updatedMs ?? row.startMs),
      loggingConfiguration: JSON.parse(machine?.logging ?? '{"includeExecutionData":false,"level":"OFF"}'),
      tracingConfiguration: JSON.parse(machine?.tracing ?? '{"enabled":false}'),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      ...(machine?.revisionId == null ? {} : { revisionId: machine.revisionId }),
    };
  };
}

function redrive({ status }: ExecutionRow) {
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') return { redriveCount: 0, redriveStatus: 'REDRIVABLE' };
  return {
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
