/**
 * The closed table of API problems (RFC 9457): code → HTTP status and title. The code is the
 * contract; title and detail are for people.
 */
export const problemTable = {
  bad_request: { status: 400, title: 'The request is malformed' },
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  unauthorized: { status: 401, title: 'A valid API key or status token is required' },
  forbidden: { status: 403, title: 'The key or token does not allow this' },
  test_mode: { status: 403, title: 'A test key changes nothing that is live' },
  not_found: { status: 404, title: 'There is no such resource' },
  no_answer: { status: 404, title: 'The inquiry has no answer yet' },
  method_not_allowed: { status: 405, title: 'The resource does not take this method' },
  idempotency_in_progress: { status: 409, title: 'A request with this Idempotency-Key is still running' },
  external_id_taken: { status: 409, title: 'Another inquiry has this externalId' },
  limit_reached: { status: 409, title: 'The company has as many of these as it may have' },
  endpoint_not_enabled: { status: 409, title: 'The webhook endpoint is not enabled' },
  key_not_active: { status: 409, title: 'The API key is revoked or has expired' },
  last_admin_key: { status: 409, title: 'The company’s last key that manages keys cannot be revoked' },
  knowledge_full: { status: 409, title: 'There is no room for more knowledge' },
  status_conflict: { status: 409, title: 'The inquiry is in a state that does not allow this' },
  already_replied: { status: 410, title: 'This inquiry has already been replied to' },
  link_expired: { status: 410, title: 'The link is no longer valid' },
  erased: { status: 410, title: 'The inquiry has been erased' },
  version_conflict: { status: 412, title: 'The resource has changed since it was read' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  validation_failed: { status: 422, title: 'The request has invalid fields' },
  idempotency_mismatch: { status: 422, title: 'The Idempotency-Key was used with another request' },
  precondition_required: { status: 428, title: 'The header If-Match is missing' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  quota_exceeded: { status: 429, title: 'The plan’s inquiries of this month are used up' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  bad_gateway: { status: 502, title: 'An inner service gave no valid answer' },
  unavailable: { status: 503, title: 'The service is temporarily unavailable' },
  timeout: { status: 504, title: 'The request took too long' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problemTable;

/**
 * Errors that tasks throw by name across the Lambda boundary and that the state machine catches by name. Everything
 * else a task throws keeps the AWS error's own name, so that the Retriers match it.
 */
export const taskErrorTable = {
  AlreadyReplied: 'A reply was committed before the task token could be stored',
  EscalationRequested: 'The customer or the company asked for a person while the answer was being made',
  StatusConflict: 'A record moved between the read and the write of one task; another try reads it again',
  RunSuperseded: 'Another run, an erasure or a reply has taken the inquiry over',
  InvalidTaskInput: 'The task was given input that its schema does not allow',
  ScanPending: 'A malware scan has not come to an end; another try looks again',
  RecordMissing: 'A record that this step relies on is not in the table',
  SpendLimitReached: 'The company’s own limit to a day’s spending on the model is reached',
  FairShareExceeded: 'The model is short and the company has started what its plan allows meanwhile',
  PersonNeeded: 'A service has no time, and what the customer wrote must not wait for it',
  ModelAnswerInvalid: 'The model gave an answer that does not fit the tool it was told to use',
  ModelAnswerCut: 'The model came to the end of its room before its answer was whole',
  ModelDeclined: 'The model, or a filter around it, would not answer',
} as const satisfies Record<string, string>;

export type TaskErrorName = keyof typeof taskErrorTable;

/** Error names with which AWS services throttle. The Retriers retry these for hours. */
export const throttleErrorNames = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'Lambda.TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'SlowDown',
  'ServiceQuotaExceededException',
  'ModelNotReadyException',
] as const;

/** Error names with which AWS services, the SDK and Lambda report a transient fault. */
export const transientErrorNames = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
  'States.Timeout',
  'InternalServerError',
  'InternalServerException',
  'InternalFailure',
  'InternalError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ServiceException',
  'ModelErrorException',
  'ModelTimeoutException',
  'ModelStreamErrorException',
  'RequestTimeout',
  'RequestTimeoutException',
  'TransactionConflictException',
  'TransactionCanceledException',
  'TransactionInProgressException',
  'TimeoutError',
  'NetworkingError',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
] as const;

/**
 * The function blocked or ended its sandbox twice, so a third call would too. In no
 * Retrier, so that people get the inquiry. Only the local runtime throws it; AWS: Sandbox.Timedout, Runtime.ExitError.
 */
export const sandboxLost = 'SandboxLost';
