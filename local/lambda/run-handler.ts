import { type Clock, systemClock } from '../clock.ts';
import { createContext, type LambdaHandler, type LoadedFunction } from './load-functions.ts';
import { type FunctionFailure, failureOf, parseEvent, responseTooLarge } from './payload.ts';

/** One invocation, as it is handed to where the function runs. */
export interface Invocation {
  readonly requestId: string;
  readonly arn: string;
  readonly deadlineMs: number;
  /** JSON text. */
  readonly payload: string;
}

/** What became of it. `not_json`: the payload was none, and the function was not called. */
export type Outcome =
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'failed'; readonly failure: FunctionFailure }
  | { readonly kind: 'not_json' };

/** Who waits for the outcome. */
export interface Caller {
  /** Whether the function's time has passed, so that nobody waits any longer. */
  readonly isGivenUp: boolean;
  /** The function begins again, through no fault of this call, with all of its time: returns the new deadline. */
  beginAgain(): number;
}

/** Calls one function wherever it runs; does not reject. */
export type RunFunction = (invocation: Invocation, caller?: Caller) => Promise<Outcome>;

/** The functions as they run in this thread. */
export const inThisThread = (
  functions: ReadonlyMap<string, LoadedFunction>,
  clock: Clock = systemClock,
): ReadonlyMap<string, RunFunction> =>
  new Map([...functions].map(([name, { handler }]) => [name, runHandler(name, { handler, clock })]));

const runHandler =
  (functionName: string, { handler, clock }: { handler: LambdaHandler; clock: Clock }): RunFunction =>
  async ({ payload, ...facts }) => {
    const event = parseEvent(payload);
    if (event === undefined) return { kind: 'not_json' };
    try {
      return returned(await handler(event.value, createContext({ ...facts, functionName, clock })));
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  };

/** A handler that returns nothing answers `null`; one that returns what JSON cannot hold fails, as on AWS. */
function returned(value: unknown): Outcome {
  try {
    const payload = JSON.stringify(value) ?? 'null';
    const failure = responseTooLarge(payload);
    return failure === undefined ? { kind: 'returned', payload } : { kind: 'failed', failure };
  } catch (error) {
    return { kind: 'failed', failure: { ...failureOf(error), errorType: 'Runtime.MarshalError' } };
  }
}
