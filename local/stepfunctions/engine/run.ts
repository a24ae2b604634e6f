import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { State, StateGroup, StateMachine } from '../asl/state-machine.ts';
import type { ExecutionEnd } from '../journal/batch.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExecutionRow } from '../journal/rows.ts';
import type { Json } from '../json.ts';
import type { EvaluationEnvironment } from '../query/template.ts';
import type { LambdaAnswer } from '../states/lambda-task.ts';
import type { ExecutionScheduler } from './execution-scheduler.ts';
import type { Position } from './position.ts';

/** The engine's dependencies, its only side effects. */
export interface EngineParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly invokeLambda: InvokeLambda;
  readonly environment: EvaluationEnvironment;
  readonly tokens: TaskTokens;
  readonly scheduler: ExecutionScheduler;
  /** By which key of the scheduler an execution counts, told by its input alone, so that a restart finds the same. */
  readonly fairnessKeyOf: (input: Json) => string;
  /** Called when an execution has ended and before that is durable. */
  readonly onEnd: (run: Run, end: ExecutionEnd) => void;
  /** Invocations in progress; the engine aborts them when it closes. */
  readonly inFlight: Set<AbortController>;
}

/** Calls a function; rejects when the invocation itself fails. */
type InvokeLambda = (call: {
  account: string;
  region: string;
  functionName: string;
  payload: string;
  signal: AbortSignal;
}) => Promise<LambdaAnswer>;

/** One running execution. */
export interface Run {
  readonly parts: EngineParts;
  readonly row: ExecutionRow;
  readonly machine: StateMachine;
  readonly machineName: string;
  readonly input: Json;
  readonly fairnessKey: string;
  readonly threads: Map<number, Thread>;
  nextEventId: number;
  nextThreadId: number;
  /** False once the execution ended or the engine closed: nothing is recorded any more. */
  live: boolean;
  cancelTimeout: () => void;
  /** Advances a thread after its wait, as far as possible in this tick. */
  readonly wake: (thread: Thread) => void;
  /** An execution taken from the journal calls no function before the functions are there. */
  readonly ready: Promise<void> | undefined;
}

/** A line of control: that of the machine itself (id 0), or of one branch or iteration. */
export interface Thread {
  readonly id: number;
  readonly parent: Thread | undefined;
  /** Number of the branch or iteration, from 0. */
  readonly index: number;
  readonly group: StateGroup;
  position: Position;
  /** The event that the next one of this thread follows. */
  previousEventId: number;
  variables: Readonly<Record<string, Json>>;
  variablesText: string;
  /** Branches or iterations in order of their index; they are started in that order. */
  children: Thread[];
  childrenDone: number;
  /** Tells an answer to the present call from one to a call that was given up. */
  callNumber: number;
  /** Stops the timers that this thread waits for. */
  disarm: () => void;
}

/** A thread without variables that waits for nothing yet. */
export function newThread(
  place: Pick<Thread, 'id' | 'parent' | 'index' | 'group' | 'position' | 'previousEventId'>,
): Thread {
  return {
    ...place,
    variables: {},
    variablesText: '{}',
    children: [],
    childrenDone: 0,
    callNumber: 0,
    disarm: () => {},
  };
}

/** Throws when the journal names a state that the definition lacks. */
export function stateOf(thread: Thread, name: string): State {
  const state = thread.group.states.get(name);
  if (state === undefined) throw new Error(`The definition has no state ${name}, which the journal names`);
  return state;
}

/** The variables that a thread sees: its own over those of the threads around it. */
export function visibleVariables(thread: Thread): Readonly<Record<string, Json>> {
  return thread.parent === undefined ? thread.variables : { ...visibleVariables(thread.parent), ...thread.variables };
}

/** True while nothing else has moved the thread since it stood at `position`. */
export function isCurrent(run: Run, thread: Thread, position: Position): boolean {
  return run.live && run.threads.get(thread.id) === thread && thread.position === position;
}

/** The thread that waits for a token. */
interface TokenTarget {
  readonly seq: number;
  readonly threadId: number;
}

/** A token names its thread and execution, and is signed so that a forged one is recognized. */
interface TaskTokens {
  issue(target: TokenTarget): string;
  /** Undefined when the token is none of ours. */
  read(token: string): TokenTarget | undefined;
}

/** Tokens signed with `key`; they read the same after a restart as long as the key is the same. */
export function taskTokens(key: string): TaskTokens {
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, 16);
  return {
    issue({ seq, threadId }) {
      const body = `${seq}.${threadId}.${randomUUID()}`;
      return `${Buffer.from(body).toString('base64url')}.${sign(body).toString('base64url')}`;
    },
    read(token) {
      const [encoded = '', signature = ''] = token.split('.');
      const body = Buffer.from(encoded, 'base64url').toString();
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [seq, threadId] = body.split('.').map(Number);
      return seq === undefined || threadId === undefined ? undefined : { seq, threadId };
    },
  };
}
