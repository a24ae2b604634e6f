import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Definition, type Path, walkStates } from '../domain/cost/count-transitions.ts';
import { systemClock } from '../local/clock.ts';
import { openStepFunctions } from '../local/stepfunctions/service.ts';

const WARM_UP_EXECUTIONS = 200;
const IN_FLIGHT = 50;

/**
 * How many executions the engine runs a second, with functions that answer at once and the journal on disk. Not
 * measured: HTTP, the SDK, the cost of handlers, and reading of histories.
 */
export async function benchEngine(): Promise<void> {
  const [cpu] = cpus();
  console.log(`machine: ${cpus().length} x ${cpu?.model ?? 'unknown'}, node ${process.version}, ${process.platform}`);
  await measure('chain of 12 lambda:invoke tasks', {
    definition: chainOf(12),
    executions: 2_000,
    path: { exits: { Gate: ['Done'] } },
  });
  await measure('Map of 100 lambda:invoke tasks', {
    definition: mapOf(100),
    executions: 200,
    path: { exits: {}, items: { Each: 100 } },
  });
}

interface Sample {
  readonly definition: Definition;
  readonly executions: number;
  /** The path of each execution. */
  readonly path: Path;
}

async function measure(what: string, { definition, executions, path }: Sample): Promise<void> {
  const transitions = walkStates(definition, path).length;
  const folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  const { runAll, close } = await openRunner(join(folder, 'journal.sqlite'), definition);
  await runAll(Math.min(WARM_UP_EXECUTIONS, executions));
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  await runAll(executions);
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await close();
  await rm(folder, { recursive: true });
  const perSecond = executions / seconds;
  const cpuMs = (user + system) / 1000 / executions;
  console.log(
    `${what} (${transitions} transitions): n=${executions}, ${perSecond.toFixed(0)} executions/s, ${(perSecond * transitions).toFixed(0)} transitions/s, ${cpuMs.toFixed(2)} ms CPU an execution`,
  );
}

async function openRunner(journalPath: string, definition: Definition) {
  const ended = new Map<string, () => void>();
  const engine = openStepFunctions({
    journalPath,
    clock: systemClock,
    invokeLambda: async ({ payload }) => ({ payload, executedVersion: '$LATEST', requestId: 'bench' }),
    onExecutionEnded: ({ executionArn, status }) => {
      if (status !== 'SUCCEEDED') throw new Error(`The execution ${executionArn} ended ${status}`);
      ended.get(executionArn)?.();
      ended.delete(executionArn);
    },
  });
  await engine.resume();
  const call = async (operation: string, params: object): Promise<Record<string, unknown>> => {
    const answer = await engine.service({
      ...CALL,
      headers: { 'x-amz-target': `AWSStepFunctions.${operation}` },
      body: Buffer.from(JSON.stringify(params)),
    });
    return JSON.parse(answer.body.toString());
  };
  const roleArn = 'arn:aws:iam::000000000000:role/bench';
  const { stateMachineArn } = await call('CreateStateMachine', {
    name: 'bench',
    roleArn,
    definition: JSON.stringify(definition),
  });
  const input = JSON.stringify({ inquiryId: '01jbench', companyId: '01jcompany', run: 1, entry: 'answer' });
  const runOne = async (): Promise<void> => {
    const name = crypto.randomUUID();
    const executionArn = String(stateMachineArn).replace(':stateMachine:', ':execution:').concat(`:${name}`);
    const end = new Promise<void>((resolve) => ended.set(executionArn, resolve));
    await call('StartExecution', { stateMachineArn, name, input });
    await end;
  };
  const runAll = async (count: number): Promise<void> => {
    let started = 0;
    const lane = async (): Promise<void> => {
      while (started < count) {
        started += 1;
        await runOne();
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  };
  return { runAll, close: () => engine.close() };
}

const CALL = {
  service: 'states',
  account: '000000000000',
  region: 'us-east-1',
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  signal: new AbortController().signal,
};

/** As the inquiry machine has it: arguments picked from input and variables, the payload as output, a fact assigned. */
function chainOf(tasks: number) {
  const task = (index: number) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      FunctionName: `task-${index}`,
      Payload: {
        inquiryId: '{% $states.input.inquiryId %}',
        companyId: '{% $states.input.companyId %}',
        run: '{% $states.input.run %}',
        step: index,
      },
    },
    TimeoutSeconds: 60,
    Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 6 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
    Assign: { last: '{% $states.result.Payload.step %}' },
    Output: '{% $states.result.Payload %}',
    Next: index === tasks ? 'Gate' : `Task${index + 1}`,
  });
  const states = Object.fromEntries(Array.from({ length: tasks }, (_, index) => [`Task${index + 1}`, task(index + 1)]));
  const gate = { Type: 'Choice', Choices: [{ Condition: `{% $last = ${tasks} %}`, Next: 'Done' }], Default: 'Failed' };
  const ends = { Gate: gate, Done: { Type: 'Succeed' }, Failed: { Type: 'Fail' } };
  return { QueryLanguage: 'JSONata', StartAt: 'Task1', States: { ...states, ...ends } };
}

function mapOf(items: number) {
  const processor = {
    StartAt: 'Read',
    States: {
      Read: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'read', Payload: '{% $states.input %}' },
        Output: '{% $states.result.Payload %}',
        End: true,
      },
    },
  };
  const map = { Type: 'Map', Items: `{% [1..${items}] %}`, ItemProcessor: processor, Next: 'Done' };
  return { QueryLanguage: 'JSONata', StartAt: 'Each', States: { Each: map, Done: { Type: 'Succeed' } } };
}
