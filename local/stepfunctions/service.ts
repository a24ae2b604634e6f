import { randomUUID } from 'node:crypto';
import { type AwsService, type JsonOperation, jsonService } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { ApiParts } from './api/api-parts.ts';
import {
  describeExecution,
  describeStateMachineForExecution,
  listExecutions,
  startExecution,
  stopExecution,
} from './api/executions.ts';
import { getExecutionHistory } from './api/get-execution-history.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './api/send-task.ts';
import {
  createStateMachine,
  deleteStateMachine,
  describeStateMachine,
  listStateMachines,
  updateStateMachine,
  validateStateMachineDefinition,
} from './api/state-machines.ts';
import { listTagsForResource, tagResource, untagResource } from './api/tags.ts';
import { Engine } from './engine/engine.ts';
import { type ExecutionScheduler, unscheduled } from './engine/execution-scheduler.ts';
import { taskTokens } from './engine/run.ts';
import { Journal, type JournalStalled } from './journal/journal.ts';
import type { ExecutionRow } from './journal/rows.ts';
import type { Json } from './json.ts';

/** AWS keeps an ended execution for 90 days; after that its name is free again. */
const RETENTION_MS = 90 * 24 * 3_600_000;

/** Calls a Lambda function. Rejects with `AwsError` when the invocation itself fails. */
export type LambdaInvoker = (call: {
  account: string;
  region: string;
  /** Name or ARN as the definition gives it, qualifier included. */
  functionName: string;
  /** JSON text. */
  payload: string;
  /** Aborted when the engine closes. */
  signal: AbortSignal;
}) => Promise<{
  payload: string;
  functionError?: 'Handled' | 'Unhandled';
  executedVersion?: string;
  requestId: string;
}>;

/** The end of an execution, for its listener. */
export interface ExecutionEndedEvent {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  account: string;
  region: string;
  /** Milliseconds since the epoch, as is `stopDate`. */
  startDate: number;
  stopDate: number;
  input: string;
  output: string | null;
  error?: string;
  cause?: string;
}

/** The service's dependencies. */
export interface StepFunctionsOptions {
  /** A SQLite file, or ':memory:'. */
  journalPath: string;
  clock: Clock;
  invokeLambda: LambdaInvoker;
  /** 'normal' (default) survives the death of the process, 'full' also that of the machine. */
  journalSync?: 'normal' | 'full';
  /** When executions may work; at any time unless given. */
  scheduler?: ExecutionScheduler;
  /** By which key of the scheduler an execution counts, by its input; all by the same unless given. */
  fairnessKeyOf?: (input: Json) => string;
  /** Called when the journal's disk stops taking writes, and when it takes them again. */
  onJournalStall?: (isStalled: boolean) => void;
  /** Uniform in [0, 1); Math.random unless given. */
  random?: () => number;
  /** Called once an execution's end is durable; not again after a restart. */
  onExecutionEnded?: (event: ExecutionEndedEvent) => void;
}

/** The running service. */
export interface StepFunctions {
  /** Answers all API calls. */
  readonly service: AwsService;
  /** Continues the running executions of the journal; called once, when the functions are there to be called. */
  resume(): Promise<void>;
  /** Stops timers, aborts running invocations without recording anything, and closes the journal. */
  close(): Promise<void>;
}

/** Opens AWS Step Functions (Standard workflows) over a journal. */
export function openStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { journalPath: path, journalSync: sync = 'normal', onJournalStall = () => {} } = options;
  const onStall = (stalled: JournalStalled | undefined): void => onJournalStall(stalled !== undefined);
  return stepFunctionsOver(new Journal({ path, sync, onStall }), options);
}

/** The same over a journal that is open already. */
export function stepFunctionsOver(journal: Journal, options: Omit<StepFunctionsOptions, 'journalPath'>): StepFunctions {
  const { clock, invokeLambda, random = Math.random, onExecutionEnded = () => {} } = options;
  const { scheduler = unscheduled, fairnessKeyOf = () => '' } = options;
  const environment = { nowMs: () => clock.now(), random, uuid: randomUUID };
  const tokens = taskTokens(journal.tokenKey());
  const inFlight = new Set<AbortController>();
  const parts = { journal, clock, invokeLambda, environment, tokens, scheduler, fairnessKeyOf, inFlight };
  journal.prune(clock.now() - RETENTION_MS);
  const engine = new Engine(parts, (row) => onExecutionEnded(endedEvent(row)));
  return {
    service: jsonService('1.0', operations({ engine, journal, clock })),
    resume: async () => engine.resume(),
    close: async () => {
      engine.close();
      journal.close();
    },
  };
}

function endedEvent(row: ExecutionRow): ExecutionEndedEvent {
  const { arn, machineArn, name, account, region, input, output, status, error, cause, startMs, stopMs } = row;
  if (status === 'RUNNING' || stopMs === null) throw new Error(`The execution ${arn} has not ended`);
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    account,
    region,
    startDate: startMs,
    stopDate: stopMs,
    input,
    output,
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  };
}

/** The operations of the API, by name. */
function operations(parts: ApiParts): Readonly<Record<string, JsonOperation>> {
  return {
    CreateStateMachine: writing(parts, createStateMachine(parts)),
    DeleteStateMachine: writing(parts, deleteStateMachine(parts)),
    DescribeExecution: describeExecution(parts),
    DescribeStateMachine: describeStateMachine(parts),
    DescribeStateMachineForExecution: describeStateMachineForExecution(parts),
    GetExecutionHistory: getExecutionHistory(parts),
    ListExecutions: listExecutions(parts),
    ListStateMachines: listStateMachines(parts),
    ListTagsForResource: listTagsForResource(parts),
    SendTaskFailure: writing(parts, sendTaskFailure(parts)),
    SendTaskHeartbeat: writing(parts, sendTaskHeartbeat(parts)),
    SendTaskSuccess: writing(parts, sendTaskSuccess(parts)),
    StartExecution: writing(parts, startExecution(parts)),
    StopExecution: writing(parts, stopExecution(parts)),
    TagResource: writing(parts, tagResource(parts)),
    UntagResource: writing(parts, untagResource(parts)),
    UpdateStateMachine: writing(parts, updateStateMachine(parts)),
    ValidateStateMachineDefinition: validateStateMachineDefinition(),
  };
}

/** Refused before it changes anything in memory while the journal cannot be written. */
function writing({ journal }: ApiParts, operation: JsonOperation): JsonOperation {
  return async (params, call) => {
    journal.assertWritable();
    return operation(params, call);
  };
}
