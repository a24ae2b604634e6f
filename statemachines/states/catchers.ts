import type { Catcher } from '../asl.ts';

/** Another run, a reply or an erasure has taken the inquiry over. */
export const superseded = { ErrorEquals: ['RunSuperseded'], Next: 'Superseded' } as const satisfies Catcher<string>;

/** Whatever else fails in the pipeline goes to people, with its error and without a reason of the gate's. */
export const failed = {
  ErrorEquals: ['States.ALL'],
  Assign: { reason: 'pipeline_failed', reasons: [], errorName: '{% $states.errorOutput.Error %}' },
  Next: 'OpenEscalation',
} as const satisfies Catcher<string>;
