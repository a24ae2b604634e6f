import {
  embeddingTimeoutMs,
  limitsOf,
  type ServiceLimits,
  type ServiceName,
} from '../../functions/clients/service-limits.ts';
import { functionTable } from '../../infra/functions/function-table.ts';
import type { FunctionSpec, GrantWord } from '../../infra/functions/grant-words.ts';
import { kebab, taskStates } from '../statemachines/inquiry-machine.ts';
import { setFunctionEnvironment } from '../support/function-environment.ts';

/**
 * What the SDK may wait between two attempts, and the function needs for its own work beside one service that hangs.
 */
const besideSeconds = 3;

const serviceOf = {
  table: 'dynamodb',
  index: 'dynamodb',
  attachments: 's3',
  uploads: 's3',
  knowledge: 's3',
  exports: 's3',
  machine: 'states',
  work: 'lambda',
  model: 'bedrock',
  textract: 'textract',
  comprehend: 'comprehend',
  mail: 'ses',
  escalations: 'sns',
} as const satisfies Record<Noun<GrantWord>, ServiceName>;

type Noun<Word extends string> = Word extends `${infer Name}:${string}` ? Name : never;

function isNoun(word: string): word is keyof typeof serviceOf {
  return word in serviceOf;
}

beforeAll(() => setFunctionEnvironment());

const calls = Object.entries<FunctionSpec>(functionTable).flatMap(([name, { grants, timeoutSeconds }]) =>
  [...new Set(grants.map((word) => (word === 'model:embed' ? word : (word.split(':')[0] ?? ''))))].map((word) => ({
    name,
    word,
    timeoutSeconds,
  })),
);

function limitsFor(word: string): ServiceLimits {
  if (word === 'model:embed') return { ...limitsOf('bedrock'), requestTimeoutMs: embeddingTimeoutMs };
  if (!isNoun(word)) throw new Error(`No service is known for the grant ${word}`);
  return limitsOf(serviceOf[word]);
}

test.each(calls)('$name outlives every attempt at $word, and so answers for it', ({ word, timeoutSeconds }) => {
  const { requestTimeoutMs, connectionTimeoutMs, maxAttempts } = limitsFor(word);

  expect((maxAttempts * requestTimeoutMs) / 1_000 + besideSeconds).toBeLessThan(timeoutSeconds);
  expect(connectionTimeoutMs).toBeLessThan(requestTimeoutMs);
});

test.each([
  ['dynamodb', 3],
  ['s3', 10],
  ['comprehend', 20],
  ['textract', 20],
  ['bedrock', 50],
] as const)('%s is given up after %i s', (service, seconds) => {
  expect(limitsOf(service).requestTimeoutMs).toBe(seconds * 1_000);
});

test.each([...taskStates()])(
  'the state %s outlives its function, whose error it then sees',
  (state, { TimeoutSeconds }) => {
    const spec = Object.entries<FunctionSpec>(functionTable).find(([name]) => name === kebab(state))?.[1];

    // How long a reply is waited for is computed: it is the SLA's clock.
    if (state === 'AwaitReply') expect(TimeoutSeconds).toBe('{% $waitSeconds %}');
    else expect(TimeoutSeconds).toBeGreaterThan(spec?.timeoutSeconds ?? Number.POSITIVE_INFINITY);
  },
);
