import { AwsError } from './aws-error.ts';
import { describeService } from './descriptions.ts';
import type { FaultRule, FaultTarget } from './fault-rule.ts';
import { usualThrottle } from './service-description.ts';

/** The effect was carried out but its answer never arrived: over HTTP the socket breaks, in process the call rejects with this. */
export class LostResponseError extends AwsError {
  constructor() {
    super('SdkClientException', 'The connection broke before the response arrived', { status: 500 });
  }
}

export function throttleError(target: FaultTarget, rule: FaultRule): AwsError {
  const throttle = describeService(target.service).throttleOf?.(target.operation) ?? usualThrottle;
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
