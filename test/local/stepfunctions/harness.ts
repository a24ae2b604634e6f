import * as z from 'zod/mini';
import { Journal } from '../../../local/stepfunctions/journal/journal.ts';
import { type LambdaInvoker, type StepFunctions, stepFunctionsOver } from '../../../local/stepfunctions/service.ts';
import { ManualClock, settled } from '../../support/manual-clock.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;

export type Call = Parameters<LambdaInvoker>[0];
export type Answer = Awaited<ReturnType<LambdaInvoker>>;

export const historyEvent = z.looseObject({
  id: z.number(),
  previousEventId: z.number(),
  type: z.string(),
  timestamp: z.number(),
});
export type HistoryEvent = z.infer<typeof historyEvent>;

const described = z.looseObject({
  status: z.string(),
  output: z.optional(z.string()),
  error: z.optional(z.string()),
  cause: z.optional(z.string()),
});

export interface EngineUnderTest {
  readonly clock: ManualClock;
  readonly stepFunctions: StepFunctions;
  call(operation: string, params: object, account?: string): Promise<Record<string, unknown>>;
  create(definition: object, name?: string): Promise<string>;
  start(machineArn: string, input?: unknown, name?: string): Promise<string>;
  describe(executionArn: string): Promise<z.infer<typeof described>>;
  history(executionArn: string): Promise<HistoryEvent[]>;
  /** Moves the clock from timer to timer until the execution ends; throws when nothing is left to wait for. */
  finish(executionArn: string): Promise<z.infer<typeof described>>;
}

export interface HarnessOptions {
  readonly lambda?: LambdaInvoker;
  readonly journalPath?: string;
  readonly clock?: ManualClock;
  readonly random?: () => number;
  readonly scheduler?: Parameters<typeof stepFunctionsOver>[1]['scheduler'];
  readonly fairnessKeyOf?: Parameters<typeof stepFunctionsOver>[1]['fairnessKeyOf'];
  readonly afterCommit?: () => void;
  readonly onExecutionEnded?: Parameters<typeof stepFunctionsOver>[1]['onExecutionEnded'];
  /** False leaves the executions of the journal where they are. */
  readonly resume?: boolean;
}

const noFunctions: LambdaInvoker = async ({ functionName }) => {
  throw new Error(`No function ${functionName} in this test`);
};

export async function openEngine(options: HarnessOptions = {}): Promise<EngineUnderTest> {
  const { clock = new ManualClock(), lambda = noFunctions, journalPath = ':memory:', random = () => 0.5 } = options;
  const { afterCommit = () => {}, onExecutionEnded = () => {} } = options;
  const journal = new Journal({ path: journalPath, afterCommit });
  const stepFunctions = stepFunctionsOver(journal, {
    clock,
    invokeLambda: lambda,
    random,
    onExecutionEnded,
    ...(options.scheduler !== undefined && { scheduler: options.scheduler }),
    ...(options.fairnessKeyOf !== undefined && { fairnessKeyOf: options.fairnessKeyOf }),
  });
  if (options.resume !== false) await stepFunctions.resume();
  const call = caller(stepFunctions);
  const describe = async (executionArn: string) => described.parse(await call('DescribeExecution', { executionArn }));
  return {
    clock,
    stepFunctions,
    call,
    describe,
    create: async (definition, name = 'machine') => {
      const answer = await call('CreateStateMachine', { name, roleArn: ROLE, definition: JSON.stringify(definition) });
      return String(answer.stateMachineArn);
    },
    start: async (stateMachineArn, input = {}, name = 'run') => {
      const answer = await call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
      return String(answer.executionArn);
    },
    history: async (executionArn) => {
      const answer = await call('GetExecutionHistory', { executionArn, maxResults: 1000 });
      return z.array(historyEvent).parse(answer.events);
    },
    finish: async (executionArn) => {
      for (;;) {
        await settled();
        const now = await describe(executionArn);
        if (now.status !== 'RUNNING') return now;
        const nextMs = clock.nextDueAtMs;
        if (nextMs === undefined) throw new Error('The execution waits for nothing that a clock could bring');
        await clock.advanceTo(nextMs);
      }
    },
  };
}

function caller(stepFunctions: StepFunctions) {
  return async (operation: string, params: object, account = ACCOUNT): Promise<Record<string, unknown>> => {
    const answer = await stepFunctions.service({
      service: 'states',
      account,
      region: REGION,
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': `AWSStepFunctions.${operation}` },
      body: Buffer.from(JSON.stringify(params)),
      signal: new AbortController().signal,
    });
    return JSON.parse(answer.body.toString());
  };
}

/** The answer of a function that returns `value`. */
export function returns(value: unknown): Answer {
  return { payload: JSON.stringify(value), executedVersion: '$LATEST', requestId: 'request-1' };
}

/** The answer of a function that throws an error of this name. */
export function throws(errorType: string, errorMessage: string): Answer {
  return {
    payload: JSON.stringify({ errorType, errorMessage, trace: [] }),
    functionError: 'Unhandled',
    requestId: 'request-1',
  };
}
