import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/json-protocol.ts';
import type { ExecutionRow, MachineRow } from '../journal/rows.ts';
import { PAYLOAD_LIMIT_BYTES } from '../json.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { executionArn, findMachine } from './arns.ts';
import { jsonProblem } from './json-problem.ts';
import { checkedName, optionalText, type Params } from './params.ts';

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
