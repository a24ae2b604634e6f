import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Retrier = z.object({
  Comment: z.string(),
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.number(),
  MaxAttempts: z.number(),
  JitterStrategy: z.enum(['FULL', 'NONE']),
});
export type Retrier = z.infer<typeof Retrier>;

const State = z.object({
  Type: z.string(),
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  Choices: z.optional(z.array(z.object({ Next: z.string() }))),
  Resource: z.optional(z.string()),
  Arguments: z.optional(z.object({ FunctionName: z.string() })),
  TimeoutSeconds: z.optional(z.union([z.number(), z.string()])),
  Retry: z.optional(z.array(Retrier)),
  Catch: z.optional(z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() }))),
  ItemProcessor: z.optional(z.object({ States: z.record(z.string(), z.unknown()) })),
});
export type State = z.infer<typeof State>;

const Machine = z.object({
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  States: z.record(z.string(), State),
});

export const machineText = readFileSync(new URL('../../statemachines/inquiry.asl.json', import.meta.url), 'utf8');

/** Every state by name, those inside the Map included. */
export function allStates(): ReadonlyMap<string, State> {
  const machine = Machine.parse(JSON.parse(machineText));
  const inner = Object.values(machine.States).flatMap(({ ItemProcessor }) =>
    Object.entries(ItemProcessor?.States ?? {}).map(([name, state]): [string, State] => [name, State.parse(state)]),
  );
  return new Map([...Object.entries(machine.States), ...inner]);
}

export const taskStates = (): ReadonlyMap<string, State> =>
  new Map([...allStates()].filter(([, state]) => state.Type === 'Task'));

/** `BeginProcessing` → `begin-processing`, the name of its file, function and test. */
export const kebab = (state: string): string => state.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
