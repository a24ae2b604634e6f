import type { Catcher, Exit, LambdaResource, Output, Retrier, TaskState } from '../asl.ts';
import type { Assigned, Payload, TaskName } from '../expressions.ts';

interface TaskSpec<Name extends TaskName, To extends string> {
  readonly Comment: string;
  /** `lambda:invoke` unless the state waits for a token. */
  readonly Resource?: LambdaResource;
  readonly Payload: Payload<Name>;
  /** Default 60. */
  readonly TimeoutSeconds?: number | Output;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher<To>[];
  readonly Assign?: Assigned<Name>;
  /** Default nothing: states assign what later ones need. */
  readonly Output?: Output;
}

/** The payload fields that every task has. */
export const ids = {
  inquiryId: '{% $inquiryId %}',
  companyId: '{% $companyId %}',
  run: '{% $run %}',
} as const;

export const nothing = '{% {} %}';

/** The state of a task: it calls the function of its own name, functions/tasks/<kebab-name>.ts. */
export function task<Name extends TaskName, const To extends string>(
  name: Name,
  spec: TaskSpec<Name, To> & Exit<To>,
): TaskState<Name, To> {
  const { Comment, Resource = 'arn:aws:states:::lambda:invoke', Payload, TimeoutSeconds = 60 } = spec;
  const { Retry, Catch, Assign, Output = nothing } = spec;
  return {
    Type: 'Task',
    Comment,
    Resource,
    Arguments: { FunctionName: `\${${name}}`, Payload },
    TimeoutSeconds,
    Retry,
    Catch,
    ...(Assign !== undefined && { Assign }),
    Output,
    ...('Next' in spec ? { Next: spec.Next } : { End: spec.End }),
  };
}

/** Another run, a reply or an erasure has taken the inquiry over. */
export const superseded = { ErrorEquals: ['RunSuperseded'], Next: 'Superseded' } as const satisfies Catcher<string>;

/** Every other failure in the pipeline goes to people, with its error and no reason of the gate. */
export const failed = {
  ErrorEquals: ['States.ALL'],
  Assign: { reason: 'pipeline_failed', reasons: [], errorName: '{% $states.errorOutput.Error %}' },
  Next: 'OpenEscalation',
} as const satisfies Catcher<string>;
