import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/service.ts';
import type { ExecutionRow, MachineRow } from '../journal/rows.ts';
import { PAYLOAD_LIMIT_BYTES } from '../json.ts';
import { type ApiParts, executionArn, findExecution, findMachine, instant } from './api-parts.ts';
import {
  checkedName,
  jsonProblem,
  optionalEnum,
  optionalText,
  type Params,
  pageSize,
  readNumberCursor,
  writeCursor,
} from './params.ts';

/** Answers once the execution is durable. The same name and input answers the same while the execution runs. */
export function startExecution(parts: ApiParts): JsonOperation {
  const { engine, journal } = parts;
  return async (params, call) => {
    const machine = findMachine(parts, { params, call });
    const name = checkedName(optionalText(params, 'name', { min: 1, max: 80 }) ?? randomUUID());
    const input = checkedInput(params);
    const arn = executionArn(machine, name);
    const existing = engine.running(arn) ?? journal.executions.byArn(arn);
    const row =
      existing === undefined ? newExecution(parts, { machine, name, arn, input }) : sameOrRefused(existing, input);
    if (existing === undefined) engine.start(row, { machineName: machine.name });
    await journal.acknowledged();
    return { executionArn: arn, startDate: instant(row.startMs) };
  };
}

function newExecution(
  { engine, journal, clock }: ApiParts,
  { machine, name, arn, input }: { machine: MachineRow; name: string; arn: string; input: string },
): ExecutionRow {
  const startMs = clock.now();
  const { timeoutSeconds } = engine.machine(machine.definitionId);
  const { account, region, roleArn, definitionId } = machine;
  return {
    seq: journal.nextSeq(),
    arn,
    machineArn: machine.arn,
    name,
    account,
    region,
    roleArn,
    definitionId,
    status: 'RUNNING',
    input,
    output: null,
    error: null,
    cause: null,
    startMs,
    stopMs: null,
    timeoutAtMs: timeoutSeconds === undefined ? null : startMs + timeoutSeconds * 1000,
  };
}

function sameOrRefused(existing: ExecutionRow, input: string): ExecutionRow {
  if (existing.status === 'RUNNING' && existing.input === input) return existing;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
}

function checkedInput(params: Params): string {
  const input = optionalText(params, 'input', { max: PAYLOAD_LIMIT_BYTES }) ?? '{}';
  const problem = jsonProblem(input);
  if (problem === undefined && Buffer.byteLength(input) <= PAYLOAD_LIMIT_BYTES) return input;
  const reason = problem ?? 'Input size exceeds the maximum number of bytes service limit.';
  throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
}

/** Aborts an execution; one that has ended already answers with the time it ended. */
export function stopExecution(parts: ApiParts): JsonOperation {
  const { engine, journal, clock } = parts;
  return async (params, call) => {
    const error = optionalText(params, 'error', { max: 256 });
    const cause = optionalText(params, 'cause', { max: 32_768 });
    const { arn } = findExecution(parts, { params, call });
    engine.stop(arn, { error, cause });
    await journal.acknowledged();
    return { stopDate: instant(journal.executions.byArn(arn)?.stopMs ?? clock.now()) };
  };
}

const FILTERS = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;

/** Newest first. */
export function listExecutions(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const status = optionalEnum(params, 'statusFilter', FILTERS);
    const limit = pageSize(params);
    const machine = findMachine(parts, { params, call });
    const beforeSeq = readNumberCursor(params) ?? Number.MAX_SAFE_INTEGER;
    if (status === 'PENDING_REDRIVE') return { executions: [] };
    const filter = status === undefined ? {} : { status };
    const found = parts.journal.executions.page(machine.arn, { beforeSeq, ...filter, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { executions: page.map(summary), ...(last === undefined ? {} : { nextToken: writeCursor(last.seq) }) };
  };
}

function summary(row: ExecutionRow) {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machineArn,
    name: row.name,
    status: row.status,
    startDate: instant(row.startMs),
    ...(row.stopMs === null ? {} : { stopDate: instant(row.stopMs) }),
    redriveCount: 0,
  };
}

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
