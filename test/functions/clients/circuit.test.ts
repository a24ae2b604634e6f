import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { bedrockRuntimeClient } from '../../../functions/clients/bedrock-runtime.ts';
import { breakerOf, openCircuits } from '../../../functions/clients/breakers.ts';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { throttleErrorNames } from '../../../schemas/errors.ts';
import { taskStates } from '../../statemachines/inquiry-machine.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';
import { type StallingServer, startStallingServer } from '../../support/stalling-server.ts';

const answer = JSON.stringify({ output: { message: { role: 'assistant', content: [] } }, stopReason: 'end_turn' });

let server: StallingServer;
const realNow = Date.now;
let passedMs = 0;

beforeAll(async () => {
  server = await startStallingServer({ stall: 'never_answers', body: answer });
  setFunctionEnvironment({ awsEndpoint: server.url });
  process.env.MODEL_TIMEOUT_SECONDS = '1';
  Date.now = () => realNow() + passedMs;
});
afterAll(async () => {
  Date.now = realNow;
  delete process.env.MODEL_TIMEOUT_SECONDS;
  bedrockRuntimeClient().destroy();
  dynamodbClient().destroy();
  await server.close();
  breakerOf('bedrock').answered(); // suites of one worker share a process, in which open circuits are told
});

/** How one call of the model ends: `answered`, or the name of what is thrown. */
async function ask(): Promise<string> {
  try {
    await bedrockRuntimeClient().send(new ConverseCommand({ modelId: 'a-model', messages: [] }));
    return 'answered';
  } catch (error) {
    return error instanceof Error ? error.name : typeof error;
  }
}

const askFive = () => Promise.all(Array.from({ length: 5 }, ask));

test('five timeouts open the circuit, whose answer every pipeline state waits out for hours', async () => {
  const names = await askFive();

  expect(names.filter((name) => name === 'TimeoutError')).toHaveLength(4);
  expect(names.filter((name) => name === 'ThrottlingException')).toHaveLength(1);
  expect(openCircuits()).toEqual(['bedrock']);
  expect(throttleErrorNames).toContain('ThrottlingException');
  const retriers = taskStates().get('GenerateAnswer')?.Retry ?? [];
  expect(retriers.find(({ ErrorEquals }) => ErrorEquals.includes('ThrottlingException'))?.MaxAttempts).toBe(60);
});

test('while it is open nothing is asked, but for one probe every 10 s', async () => {
  const before = server.requestCount;

  expect(await askFive()).toEqual(Array.from({ length: 5 }, () => 'ThrottlingException'));
  expect(server.requestCount).toBe(before);

  passedMs += 10_000;
  expect(await askFive()).toEqual(Array.from({ length: 5 }, () => 'ThrottlingException'));
  expect(server.requestCount).toBe(before + 1);
});

test('an answered probe closes it', async () => {
  server.stall = 'answers';
  passedMs += 10_000;

  expect(await ask()).toBe('answered');
  expect(openCircuits()).toEqual([]);
  expect(await askFive()).toEqual(Array.from({ length: 5 }, () => 'answered'));
});

test('a model that itself says that it took too long counts as one that hangs', async () => {
  server.status = 408;
  await askFive();

  expect(openCircuits()).toEqual(['bedrock']);
  server.status = 200;
});

test('the table has no circuit: every call is made', async () => {
  server.stall = 'never_answers';
  const before = server.requestCount;
  const get = () => dynamodbClient().send(new GetItemCommand({ TableName: 'inquiries', Key: { pk: { S: 'a' } } }));

  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, get));

  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual(
    Array.from({ length: 6 }, () => 'TimeoutError'),
  );
  expect(server.requestCount).toBe(before + 12);
}, 20_000);
