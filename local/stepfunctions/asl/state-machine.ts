import type { Template } from '../query/template.ts';

/**
 * A checked definition, independent of the query language: every field that may hold an expression is a
 * `Template`.
 */
export interface StateMachine extends StateGroup {
  readonly timeoutSeconds: number | undefined;
}

/** The states of a machine, of a branch of a Parallel state, or of the processor of a Map state. */
export interface StateGroup {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** The eight state types (https://states-language.net/#states). */
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

/** A state's handling of its result. `output` absent: the result, or else the input, unchanged. */
export interface Leaving {
  readonly output: Template | undefined;
  readonly assign: readonly Assignment[];
}

/** One variable of an `Assign`. */
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

/** Passes on its input, or the value of `output`. */
export interface PassState extends Continuing {
  readonly type: 'Pass';
}

/** Calls a Lambda function; the two deadlines are templates of whole seconds. */
export interface TaskState extends Continuing, Fallible {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
  readonly credentialsRoleArn: Template | undefined;
}

/** The target of a Task: a function by its ARN, or the `lambda:invoke` integration, with or without a task token. */
export type TaskResource =
  | { readonly kind: 'lambdaFunction'; readonly arn: string }
  | { readonly kind: 'lambdaInvoke'; readonly waitForTaskToken: boolean };

/** Goes where the first rule that holds leads, else to `default`; `output` and `assign` are those of the default. */
export interface ChoiceState extends Named, Leaving {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}

/** `condition` must evaluate to a boolean. */
export interface ChoiceRule extends Leaving {
  readonly condition: Template;
  readonly next: string;
}

/** Waits for whole seconds or until an ISO 8601 instant. */
export interface WaitState extends Continuing {
  readonly type: 'Wait';
  readonly until: { readonly kind: 'seconds' | 'timestamp'; readonly template: Template };
}

/** Ends its group with success. */
export interface SucceedState extends Named, Leaving {
  readonly type: 'Succeed';
}

/** Ends its group with an error. */
export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

/** Runs its branches at once; its result is the array of their outputs. */
export interface ParallelState extends Continuing, Fallible {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly StateGroup[];
}

/**
 * Runs its processor once for each item, at most `maxConcurrency` at a time; its result is the array of the outputs.
 */
export interface MapState extends Continuing, Fallible {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly processor: StateGroup;
}

/** `backoffRate` is at least 1, `maxAttempts` counts the runs after the first. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitterStrategy: 'FULL' | 'NONE';
}

/** Where a state leads when it failed with one of the errors named. */
export interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
  readonly next: string;
}
