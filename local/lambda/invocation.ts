import { AwsError } from '../aws/aws-error.ts';

export interface InvokeCall {
  readonly account: string;
  readonly region: string;
  /** Name, partial ARN or ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  /** Ends the wait, not the function: like AWS, the function runs on. */
  readonly signal: AbortSignal;
  /** Default RequestResponse. It only sets the payload limit: an Event's caller does not await the result. */
  readonly type?: 'RequestResponse' | 'Event';
}

export interface InvokeResult {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly executedVersion: string;
  readonly requestId: string;
}

/** The bare name in a name, a partial ARN (`123456789012:function:name`) or an ARN, without its qualifier. */
export function bareFunctionName(nameOrArn: string): string {
  const marker = 'function:';
  const start = nameOrArn.indexOf(marker);
  const name = start === -1 ? nameOrArn : nameOrArn.slice(start + marker.length);
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(0, colon);
}

export function functionArn({ region, account }: { region: string; account: string }, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

export function functionNotFound(caller: { region: string; account: string }, name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(caller, name)}`, {
    status: 404,
    details: { Type: 'User' },
  });
}

/** AWS's limit of a synchronous payload, either way. */
const SYNC_PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;
const ASYNC_PAYLOAD_LIMIT_BYTES = 1024 * 1024;

/** The error that Step Functions and the SDK see of a failed function. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** The event in a payload, of which an empty one holds `{}`; undefined when it is not JSON. */
export function parseEvent(payload: string): { readonly value: unknown } | undefined {
  if (payload === '') return { value: {} };
  try {
    return { value: JSON.parse(payload) };
  } catch {
    return undefined;
  }
}

export function assertPayloadSize(payload: string, invocation: { type: 'RequestResponse' | 'Event' }): void {
  const limitBytes = invocation.type === 'Event' ? ASYNC_PAYLOAD_LIMIT_BYTES : SYNC_PAYLOAD_LIMIT_BYTES;
  const sizeBytes = sizeAbove(payload, limitBytes);
  if (sizeBytes === undefined) return;
  throw new AwsError(
    'RequestTooLargeException',
    `${sizeBytes} byte payload is too large for the ${invocation.type} invocation type (limit ${limitBytes} bytes)`,
    { status: 413 },
  );
}

export function responseTooLarge(payload: string): FunctionFailure | undefined {
  const sizeBytes = sizeAbove(payload, SYNC_PAYLOAD_LIMIT_BYTES);
  if (sizeBytes === undefined) return undefined;
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${sizeBytes} bytes) exceeded maximum allowed payload size (${SYNC_PAYLOAD_LIMIT_BYTES} bytes).`,
  };
}

/** Counts bytes only where the length leaves doubt: a UTF-16 unit is at most three bytes of UTF-8. */
function sizeAbove(payload: string, limitBytes: number): number | undefined {
  if (payload.length * 3 <= limitBytes) return undefined;
  const sizeBytes = Buffer.byteLength(payload);
  return sizeBytes > limitBytes ? sizeBytes : undefined;
}

/** The report of Lambda's Node.js runtime about a thrown value. */
export function failureOf(thrown: unknown): FunctionFailure {
  if (thrown instanceof Error || isErrorLike(thrown))
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** An Error of another realm, such as a test runner's sandbox, is no instance of ours. */
function isErrorLike(thrown: unknown): thrown is Error {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'name' in thrown &&
    typeof thrown.name === 'string' &&
    'message' in thrown &&
    typeof thrown.message === 'string'
  );
}
