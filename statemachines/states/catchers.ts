import type { Catcher } from '../asl.ts';

/** Another run, a reply or an erasure has taken the inquiry over. */
export const superseded = { ErrorEquals: ['RunSuperseded'], Next: 'Superseded' } as const satisfies Catcher<string>;

/** Every other failure in the pipeline goes to people, with its error and no reason of the gate. */
export const failed = {
  ErrorEquals: ['States.ALL'],
  Assign: { reason: 'pipeline_failed', reasons: [], errorName: '{% $states.errorOutput.Error %}' },
  Next: 'OpenEscalation',
} as const satisfies Catcher<string>;
