import type { TaskErrorName, throttleErrorNames, transientErrorNames } from '../schemas/errors.ts';
import type { Assigned, Condition, Payload, TaskName } from './expressions.ts';
import type { PageStateName, StateName } from './state-names.ts';

/** The part of the Amazon States Language (JSONata) that this workflow uses. `To` are the possible next states. */
export type State<To extends string> =
  | PassState<To>
  | ChoiceState<To>
  | WaitState<To>
  | MapState<To>
  | SucceedState
  | { readonly [Name in TaskName]: TaskState<Name, To> }[TaskName];

export interface StateMachine<Name extends string> {
  readonly StartAt: Name;
  readonly States: { readonly [Key in Name]: Key extends TaskName ? TaskState<Key, Name> : State<Name> };
}

/** Some of the states outside the Map. */
export type States = Partial<StateMachine<StateName>['States']>;

interface Described {
  readonly Comment?: string;
}

export type Exit<To extends string> = { readonly Next: To } | { readonly End: true };

export type PassState<To extends string> = Described & { readonly Type: 'Pass'; readonly Assign?: Assigned } & Exit<To>;

export interface ChoiceState<To extends string> extends Described {
  readonly Type: 'Choice';
  readonly Choices: readonly { readonly Condition: Condition; readonly Assign?: Assigned; readonly Next: To }[];
  readonly Assign?: Assigned;
  readonly Default: To;
}

export interface WaitState<To extends string> extends Described {
  readonly Type: 'Wait';
  readonly Seconds: number;
  readonly Output: Output;
  readonly Next: To;
}

export interface SucceedState extends Described {
  readonly Type: 'Succeed';
  readonly Output: Output;
}

export interface MapState<To extends string> extends Described {
  readonly Type: 'Map';
  readonly Items: Output;
  readonly ItemSelector: Readonly<Record<string, Output>>;
  readonly MaxConcurrency: number;
  readonly ItemProcessor: StateMachine<PageStateName> & { readonly ProcessorConfig: { readonly Mode: 'INLINE' } };
  readonly Catch: readonly Catcher<To>[];
  readonly Assign: Assigned;
  readonly Output: Output;
  readonly Next: To;
}

export type TaskState<Name extends TaskName, To extends string> = Described & {
  readonly Type: 'Task';
  readonly Resource: LambdaResource;
  readonly Arguments: { readonly FunctionName: `\${${Name}}`; readonly Payload: Payload<Name> };
  readonly TimeoutSeconds: number | Output;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher<To>[];
  readonly Assign?: Assigned<Name>;
  readonly Output: Output;
} & Exit<To>;

export type LambdaResource =
  | 'arn:aws:states:::lambda:invoke'
  /** The function passes the token on; returning it ends the state. */
  | 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** An expression that is not type-checked. */
export type Output = `{% ${string} %}`;

export type ErrorName =
  | TaskErrorName
  | (typeof throttleErrorNames)[number]
  | (typeof transientErrorNames)[number]
  | 'States.ALL';

export interface Retrier {
  /** Says how long the Retrier waits in total; a test recomputes it. */
  readonly Comment: string;
  readonly ErrorEquals: readonly Exclude<ErrorName, 'States.ALL'>[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher<To extends string> extends Described {
  readonly ErrorEquals: readonly ErrorName[];
  readonly Assign?: Assigned;
  readonly Output?: Output;
  readonly Next: To;
}
