import { AwsError } from '../../aws/aws-error.ts';
import type { ServiceCall } from '../../aws/service.ts';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExecutionRow, MachineRow } from '../journal/rows.ts';
import { type Params, requiredText } from './params.ts';

/** The dependencies of an operation. */
export interface ApiParts {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The JSON protocol writes instants as seconds since the epoch. */
export function instant(ms: number): number {
  return ms / 1000;
}

const MAX_ARN_LENGTH = 256;

export function machineArn({ account, region }: Pick<ServiceCall, 'account' | 'region'>, name: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

export function executionArn(machine: Pick<MachineRow, 'account' | 'region' | 'name'>, name: string): string {
  return `arn:aws:states:${machine.region}:${machine.account}:execution:${machine.name}:${name}`;
}

/** The machine that a parameter names. Throws what AWS throws for a malformed ARN and for one of no machine. */
export function findMachine(
  { journal }: ApiParts,
  { params, call, name = 'stateMachineArn' }: { params: Params; call: ServiceCall; name?: string },
): MachineRow {
  const arn = checkedArn(requiredText(params, name, { max: MAX_ARN_LENGTH }), 'stateMachine');
  const machine = journal.machines.byArn(arn);
  if (machine !== undefined && machine.account === call.account) return machine;
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** The execution that `executionArn` names, as far as it is durable. */
export function findExecution(
  { journal }: ApiParts,
  { params, call }: { params: Params; call: ServiceCall },
): ExecutionRow {
  const arn = checkedArn(requiredText(params, 'executionArn', { max: MAX_ARN_LENGTH }), 'execution');
  const execution = journal.executions.byArn(arn);
  if (execution !== undefined && execution.account === call.account) return execution;
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

function checkedArn(arn: string, type: 'stateMachine' | 'execution'): string {
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const [, , service, , , resourceType] = arn.split(':');
  if (service !== 'states' || resourceType !== type)
    throw new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${resourceType ?? ''}'`);
  return arn;
}
