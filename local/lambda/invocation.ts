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
