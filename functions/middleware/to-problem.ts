import { throttleErrorNames, transientErrorNames } from '../../schemas/errors.ts';
import { ProblemError } from './problem-error.ts';

/** Seconds after which a client may well try again: a few SDK retries of the service that said "later". */
const retryAfterSeconds = 2;

const passingNames: ReadonlySet<string> = new Set([...throttleErrorNames, ...transientErrorNames]);

/** Causes nest: the SDK wraps the socket's error, and a store library wraps the SDK's. */
const deepestCause = 5;

/** What a thrown value is to the client: itself, "try again later", or a fault of ours of which nothing is told. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (mayPass(error)) {
    return new ProblemError('unavailable', { cause: error, headers: { 'retry-after': String(retryAfterSeconds) } });
  }
  return new ProblemError('internal', { cause: error });
}

function mayPass(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < deepestCause && current instanceof Error; depth++) {
    const code = 'code' in current ? String(current.code) : '';
    const isServiceFault = '$fault' in current && current.$fault === 'server';
    if (isServiceFault || passingNames.has(current.name) || passingNames.has(code)) return true;
    current = current.cause;
  }
  return false;
}
