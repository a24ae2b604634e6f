import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { LambdaInvoker } from '../../../local/stepfunctions/service.ts';
import { ManualClock, settled } from '../../support/manual-clock.ts';
import { type EngineUnderTest, openEngine, returns, throws } from './harness.ts';

const FOLDER = new URL('cases/', import.meta.url);

const send = z.object({ afterSeconds: z.number(), operation: z.string(), params: z.looseObject({}) });
const step = z.object({
  returns: z.optional(z.unknown()),
  returnsBytes: z.optional(z.number()),
  throws: z.optional(z.tuple([z.string(), z.string()])),
  refuses: z.optional(z.tuple([z.string(), z.string(), z.number()])),
  never: z.optional(z.boolean()),
  sends: z.optional(z.array(send)),
});
const testCase = z.object({
  behaviour: z.string(),
  definition: z.looseObject({}),
  input: z.unknown(),
  functions: z.record(z.string(), z.array(step)),
  expected: z.object({
    status: z.string(),
    output: z.optional(z.unknown()),
    error: z.optional(z.string()),
    cause: z.optional(z.string()),
    elapsedSeconds: z.optional(z.number()),
    calls: z.optional(z.number()),
    payloads: z.optional(z.array(z.unknown())),
    distinctTokens: z.optional(z.number()),
    unordered: z.optional(z.boolean()),
    eventTypes: z.array(z.string()),
  }),
});

const cases = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => testCase.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))));

test.each(cases.map((each) => [each.behaviour, each] as const))(
  '%s',
  async (_, { definition, input, functions, expected }) => {
    const clock = new ManualClock();
    const payloads: unknown[] = [];
    const tokens = new Set<unknown>();
    const engines: EngineUnderTest[] = [];
    const lambda = scripted({ clock, functions, payloads, tokens, engines });
    const engine = await openEngine({ clock, lambda });
    engines.push(engine);
    const startMs = clock.now();

    const execution = await engine.start(await engine.create(definition), input);
    const ended = await engine.finish(execution);
    const types = (await engine.history(execution)).map(({ type }) => type);
    await engine.stepFunctions.close();

    expect({ status: ended.status, error: ended.error }).toEqual({ status: expected.status, error: expected.error });
    expect(ended.output === undefined ? undefined : JSON.parse(ended.output)).toEqual(expected.output);
    expect(expected.unordered ? types.sort() : types).toEqual(
      expected.unordered ? expected.eventTypes.sort() : expected.eventTypes,
    );
    if (expected.cause !== undefined) expect(ended.cause).toBe(expected.cause);
    if (expected.elapsedSeconds !== undefined) expect((clock.now() - startMs) / 1000).toBe(expected.elapsedSeconds);
    if (expected.calls !== undefined) expect(payloads.length).toBe(expected.calls);
    if (expected.payloads !== undefined) expect(payloads).toEqual(expected.payloads);
    if (expected.distinctTokens !== undefined) expect(tokens.size).toBe(expected.distinctTokens);
  },
);

interface Script {
  readonly clock: ManualClock;
  readonly functions: Readonly<Record<string, z.infer<typeof step>[]>>;
  readonly payloads: unknown[];
  readonly tokens: Set<unknown>;
  readonly engines: EngineUnderTest[];
}

function scripted({ clock, functions, payloads, tokens, engines }: Script): LambdaInvoker {
  const used = new Map<string, number>();
  return async ({ functionName, payload }) => {
    const number = used.get(functionName) ?? 0;
    used.set(functionName, number + 1);
    const input = JSON.parse(payload);
    payloads.push(input);
    if (typeof input?.token === 'string') tokens.add(input.token);
    const answer = functions[functionName]?.[number];
    if (answer === undefined) throw new Error(`The script has no answer to call ${number + 1} of ${functionName}`);
    for (const { afterSeconds, operation, params } of answer.sends ?? [])
      clock.schedule(clock.now() + afterSeconds * 1000, () => {
        for (const engine of engines) void engine.call(operation, { taskToken: input.token, ...params });
      });
    if (answer.never) return new Promise(() => {});
    if (answer.throws) return throws(...answer.throws);
    if (answer.refuses) throw new AwsError(answer.refuses[0], answer.refuses[1], { status: answer.refuses[2] });
    return returns(answer.returnsBytes === undefined ? answer.returns : 'x'.repeat(answer.returnsBytes));
  };
}

afterEach(settled);
