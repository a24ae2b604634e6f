import * as z from 'zod/mini';
import { type Payload, payloadFrom } from '../json.ts';
import type { Failure } from '../states/evaluation.ts';
import type { TaskCall } from '../states/lambda-task.ts';

/** The state that a thread is in, from its entered event on. */
export interface Visit {
  readonly state: string;
  readonly input: Payload;
  readonly enteredId: number;
  /** The event before the entered event: where a failed evaluation points to. */
  readonly sourceId: number;
  readonly enteredAtMs: number;
  /** Attempts that each retrier has used up. */
  readonly attempts: readonly number[];
}

/** A thread's position: everything needed to resume after the process died. */
export type Position =
  | { readonly at: 'starting'; readonly input: Payload }
  | { readonly at: 'entered'; readonly visit: Visit }
  | ({ readonly at: 'calling'; readonly visit: Visit } & Calling)
  | { readonly at: 'waiting'; readonly visit: Visit; readonly untilMs: number }
  | { readonly at: 'retrying'; readonly visit: Visit; readonly untilMs: number }
  | ({ readonly at: 'branching'; readonly visit: Visit } & Branching)
  | { readonly at: 'succeeded'; readonly visit: Visit; readonly result: Payload }
  | { readonly at: 'failed'; readonly visit: Visit; readonly failure: Failure }
  | { readonly at: 'done'; readonly output: Payload };

/** A function is called, or a token waited for. Deadlines are milliseconds since the epoch. */
export interface Calling {
  readonly call: TaskCall;
  readonly token: string | undefined;
  /** The function of a waitForTaskToken task has returned, so it is not called again. */
  readonly submitted: boolean;
  readonly timeoutAtMs: number | undefined;
  readonly heartbeatAtMs: number | undefined;
}

/** Branches or iterations are in progress. */
export interface Branching {
  /** The items of a Map, or the one input that every branch of a Parallel gets. */
  readonly inputs: readonly Payload[];
  readonly branchCount: number;
  readonly maxConcurrency: number;
  readonly startedId: number;
}

/** The position of one kind. */
export type At<Kind extends Position['at']> = Extract<Position, { readonly at: Kind }>;

const payload = z.pipe(
  z.string(),
  z.transform((text: string): Payload => payloadFrom(text)),
);
const optionalNumber = z.nullish(z.number());
const visit = z.object({
  state: z.string(),
  input: payload,
  enteredId: z.number(),
  sourceId: z.number(),
  enteredAtMs: z.number(),
  attempts: z.array(z.number()),
});
const call = z.object({
  functionName: z.string(),
  payload: z.string(),
  parameters: z.string(),
  timeoutSeconds: z.exactOptional(z.number()),
  heartbeatSeconds: z.exactOptional(z.number()),
  credentialsRoleArn: z.exactOptional(z.string()),
});
const failure = z.object({
  kind: z.enum(['error', 'timeout', 'heartbeatTimeout']),
  error: z.exactOptional(z.string()),
  cause: z.exactOptional(z.string()),
  location: z.exactOptional(z.string()),
});
const stored = z.discriminatedUnion('at', [
  z.object({ at: z.literal('starting'), input: payload }),
  z.object({ at: z.literal('entered'), visit }),
  z.object({
    at: z.literal('calling'),
    visit,
    call,
    token: z.nullish(z.string()),
    submitted: z.boolean(),
    timeoutAtMs: optionalNumber,
    heartbeatAtMs: optionalNumber,
  }),
  z.object({ at: z.literal('waiting'), visit, untilMs: z.number() }),
  z.object({ at: z.literal('retrying'), visit, untilMs: z.number() }),
  z.object({
    at: z.literal('branching'),
    visit,
    inputs: z.array(payload),
    branchCount: z.number(),
    maxConcurrency: z.number(),
    startedId: z.number(),
  }),
  z.object({ at: z.literal('succeeded'), visit, result: payload }),
  z.object({ at: z.literal('failed'), visit, failure }),
  z.object({ at: z.literal('done'), output: payload }),
]);

/** The text of a position for the journal: payloads by their text. */
export function writePosition(position: Position): string {
  switch (position.at) {
    case 'starting':
      return JSON.stringify({ ...position, input: position.input.text });
    case 'done':
      return JSON.stringify({ ...position, output: position.output.text });
    case 'succeeded':
      return JSON.stringify({ ...position, visit: writeVisit(position.visit), result: position.result.text });
    case 'branching':
      return JSON.stringify({
        ...position,
        visit: writeVisit(position.visit),
        inputs: position.inputs.map(({ text }) => text),
      });
    case 'entered':
    case 'calling':
    case 'waiting':
    case 'retrying':
    case 'failed':
      return JSON.stringify({ ...position, visit: writeVisit(position.visit) });
    default:
      return position satisfies never;
  }
}

function writeVisit(visit: Visit) {
  return { ...visit, input: visit.input.text };
}

/** The position that `writePosition` wrote. Throws when the text is not one. */
export function readPosition(text: string): Position {
  const position = stored.parse(JSON.parse(text));
  if (position.at !== 'calling') return position;
  return {
    ...position,
    token: position.token ?? undefined,
    timeoutAtMs: position.timeoutAtMs ?? undefined,
    heartbeatAtMs: position.heartbeatAtMs ?? undefined,
  };
}
