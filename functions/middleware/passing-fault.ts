import { types } from 'node:util';
import type { MiddlewareObj } from '@middy/core';
import { throttleErrorNames, transientErrorNames } from '../../schemas/errors.ts';
import { TaskError } from '../task-error.ts';

const passingNames: ReadonlySet<string> = new Set([...throttleErrorNames, ...transientErrorNames]);

/** Socket and resolver codes of transient faults, besides those that are names of the table themselves. */
const networkCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ETIMEDOUT',
  'ECONNABORTED',
  'EADDRNOTAVAIL',
  'EMFILE',
  'EPROTO',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Causes nest: the SDK wraps the socket's error, and a store library wraps the SDK's. */
const deepestCause = 5;

/**
 * The name of `schemas/errors.ts` for a transient fault: the error's own or its code's where the table has it; else one
 * for faults without a name, such as half an answer or a load balancer's page in place of the service's answer. Null
 * for every other fault.
 */
export function passingNameOf(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < deepestCause && types.isNativeError(current); depth++) {
    const name = ownPassingName(current);
    if (name !== null) return name;
    current = current.cause;
  }
  return null;
}

function ownPassingName(error: Error): string | null {
  const code = 'code' in error ? String(error.code) : '';
  if (passingNames.has(error.name)) return error.name;
  if (passingNames.has(code)) return code;
  if (networkCodes.has(code) || code.startsWith('HPE_')) return 'NetworkingError';
  const status = statusOf(error);
  if (status === 429) return 'ThrottlingException';
  if (status >= 500 || ('$fault' in error && error.$fault === 'server')) return 'ServiceException';
  // The SDK puts the status on what it cannot read: half an answer, or another's.
  return status > 0 && error instanceof SyntaxError ? 'NetworkingError' : null;
}

/** HTTP status of the answer that the error came with; 0 for an error without one. */
function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const isObject = typeof metadata === 'object' && metadata !== null;
  return isObject && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode ?? 0) : 0;
}

/** Names a transient fault as the Retriers match it: they see only the name. */
export function faultsUnderTheirNames(): MiddlewareObj<unknown, unknown, Error> {
  return {
    onError: ({ error }) => {
      const name = error instanceof TaskError ? null : passingNameOf(error);
      if (name !== null && types.isNativeError(error)) Object.defineProperty(error, 'name', { value: name });
    },
  };
}
