/** Starts executions without end and prints the ARN of each as it is answered, until it is killed. */
import { systemClock } from '../../../local/clock.ts';
import { openStepFunctions } from '../../../local/stepfunctions/service.ts';

const [, , journalPath = ':memory:'] = process.argv;
const { service } = openStepFunctions({
  journalPath,
  clock: systemClock,
  invokeLambda: async ({ payload }) => ({ payload, requestId: 'request' }),
});

async function call(operation: string, params: object): Promise<Record<string, unknown>> {
  const answer = await service({
    service: 'states',
    account: '111122223333',
    region: 'us-east-1',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `AWSStepFunctions.${operation}` },
    body: Buffer.from(JSON.stringify(params)),
    signal: new AbortController().signal,
  });
  return JSON.parse(answer.body.toString());
}

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  Output: '{% $states.input %}',
};
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'One',
  States: {
    One: { ...task, Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 1, Next: 'Two' },
    Two: { ...task, End: true },
  },
};
const machine = await call('CreateStateMachine', {
  name: 'machine',
  roleArn: 'arn:aws:iam::111122223333:role/machine',
  definition: JSON.stringify(definition),
});
for (;;) {
  const { executionArn } = await call('StartExecution', { stateMachineArn: machine.stateMachineArn });
  process.stdout.write(`${String(executionArn)}\n`);
}
