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
