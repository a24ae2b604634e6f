import { passingNameOf } from './passing-fault.ts';
import { ProblemError } from './problem-error.ts';

/** Seconds after which a client may well try again: a few SDK retries of the service that said "later". */
const retryAfterSeconds = 2;

/** What a thrown value is to the client: itself, "try again later", or a fault of ours of which nothing is told. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (passingNameOf(error) !== null) {
    return new ProblemError('unavailable', { cause: error, headers: { 'retry-after': String(retryAfterSeconds) } });
  }
  return new ProblemError('internal', { cause: error });
}
