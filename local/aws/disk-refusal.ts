import { isDiskRefusal } from '../no-space.ts';
import { AwsError } from './aws-error.ts';

/** Causes nest: the journal wraps SQLite's error. */
const DEEPEST_CAUSE = 3;

/**
 * The answer of a service whose write the disk refused; undefined for any other error. It has a throttle's name, so that
 * the state machine waits the disk out for hours, where a transient fault's would hand the inquiry to people in a minute.
 */
export function diskRefusal(service: string, error: unknown): AwsError | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE; depth += 1) {
    if (isDiskRefusal(current)) {
      const message = 'The disk of the data folder takes no writes at present; free some space';
      return new AwsError(service === 's3' ? 'SlowDown' : 'ThrottlingException', message, { status: 503 });
    }
    current = current instanceof Error ? current.cause : undefined;
  }
  return undefined;
}
