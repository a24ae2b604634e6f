import { AwsError } from './aws-error.ts';
import type { FaultRule, FaultTarget } from './fault-rule.ts';

/** The effect was carried out but its answer never arrived: over HTTP the socket breaks, in process the call rejects with this. */
export class LostResponseError extends AwsError {
  constructor() {
    super('SdkClientException', 'The connection broke before the response arrived', { status: 500 });
  }
}

interface Throttle {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** How each service says "later". The names are the ones Retriers match, so they differ as AWS's do. */
const THROTTLES: Readonly<Record<string, Throttle>> = {
  dynamodb: {
    name: 'ProvisionedThroughputExceededException',
    status: 400,
    message: 'The level of configured provisioned throughput for the table was exceeded',
  },
  textract: {
    name: 'ProvisionedThroughputExceededException',
    status: 400,
    message: 'Provisioned rate exceeded',
  },
  comprehend: { name: 'TooManyRequestsException', status: 400, message: 'Rate exceeded' },
  bedrock: { name: 'ThrottlingException', status: 429, message: 'Too many requests, please wait before trying again.' },
  ses: { name: 'TooManyRequestsException', status: 429, message: 'Maximum sending rate exceeded.' },
  lambda: { name: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' },
  s3: { name: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
  sns: { name: 'Throttled', status: 429, message: 'Rate exceeded' },
};

const OTHER_THROTTLE: Throttle = { name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };

/** DynamoDB's control plane throttles under another name than its data plane. */
const DYNAMODB_CONTROL = /Table|TimeToLive|Backup|Limits/;

export function throttleError(target: FaultTarget, rule: FaultRule): AwsError {
  const isControl = target.service === 'dynamodb' && DYNAMODB_CONTROL.test(target.operation);
  const throttle = isControl ? OTHER_THROTTLE : (THROTTLES[target.service] ?? OTHER_THROTTLE);
  return new AwsError(rule.errorName ?? throttle.name, throttle.message, { status: rule.status ?? throttle.status });
}

export function isTransaction({ service, operation }: FaultTarget): boolean {
  return service === 'dynamodb' && operation.startsWith('Transact');
}

/** Another transaction held the items, or those that are `met`: each action has a reason, in the order of the request. */
export function canceledTransaction({ body = '' }: FaultTarget, met?: readonly boolean[]): AwsError {
  const actionCount = Math.max(1, countActions(body.toString()));
  const reasons = Array.from({ length: actionCount }, (_, index) =>
    met === undefined || met[index] === true
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { details: { CancellationReasons: reasons } },
  );
}

function countActions(body: string): number {
  const input: unknown = JSON.parse(body);
  const isTransact = typeof input === 'object' && input !== null && 'TransactItems' in input;
  return isTransact && Array.isArray(input.TransactItems) ? input.TransactItems.length : 0;
}
