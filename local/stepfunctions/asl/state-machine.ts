import type { Template } from '../query/template.ts';

/** A checked definition. It knows nothing of the query language: every field that may hold an expression is a `Template`. */
export interface StateMachine extends StateGroup {
  readonly timeoutSeconds: number | undefined;
}

/** The states of a machine, of a branch of a Parallel state, or of the processor of a Map state. */
export interface StateGroup {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

interface Named {
  readonly name: string;
}

/** What a state does with its result on the way out. `output` absent: the result, or else the input, as it is. */
export interface Leaving {
  readonly output: Template | undefined;
  readonly assign: readonly Assignment[];
}

export interface Assignment {
  readonly variable: string;
  readonly template: Template;
}

interface Continuing extends Named, Leaving {
  /** Undefined: the state ends its group (`End: true`). */
  readonly next: string | undefined;
}

interface Fallible {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends Continuing {
  readonly type: 'Pass';
}

export interface TaskState extends Continuing, Fallible {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
  readonly credentialsRoleArn: Template | undefined;
}

export type TaskResource =
  | { readonly kind: 'lambdaFunction'; readonly arn: string }
  | { readonly kind: 'lambdaInvoke'; readonly waitForTaskToken: boolean };

export interface ChoiceState extends Named, Leaving {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}

export interface ChoiceRule extends Leaving {
  readonly condition: Template;
  readonly next: string;
}

export interface WaitState extends Continuing {
  readonly type: 'Wait';
  readonly until: { readonly kind: 'seconds' | 'timestamp'; readonly template: Template };
}

export interface SucceedState extends Named, Leaving {
  readonly type: 'Succeed';
}

export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface ParallelState extends Continuing, Fallible {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly StateGroup[];
}

export interface MapState extends Continuing, Fallible {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly processor: StateGroup;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
  readonly next: string;
}
