import * as z from 'zod/mini';
import { AwsError } from './aws-error.ts';
import { usualThrottle } from './service.ts';
import { describeService } from './services.ts';

const count = z.int().check(z.nonnegative());

/** One fault, as `PUT /_aws/faults` takes it. */
const faultRule = z.strictObject({
  /**
   * Credential-scope name: states, dynamodb, s3, lambda, textract, comprehend, bedrock, ses, sns, events, scheduler.
   */
  service: z.string().check(z.minLength(1)),
  /** Default: every operation of the service. */
  operation: z.optional(z.string()),
  /** A Lambda function's name; default: every function. */
  function: z.optional(z.string()),
  /**
   * `cancel_met_transaction` strikes where two transactions are at one item at a time, as AWS would; `delayMs` keeps
   * each under way.
   */
  kind: z.enum(['throttle', 'error', 'slow', 'hang', 'lose_response', 'cancel_transaction', 'cancel_met_transaction']),
  /** AWS's name of the error; default: the service's own throttle name, or InternalServerError. */
  errorName: z.optional(z.string().check(z.regex(/^[\w.]{1,128}$/))),
  /** HTTP status of the error. */
  status: z.optional(z.int().check(z.gte(400), z.lte(599))),
  /** Milliseconds on the runtime's clock before the fault takes effect. */
  delayMs: z.optional(count),
  /** How many calls get the fault; default: no end. */
  times: z.optional(count),
  /** How many matching calls are let through first; default 0. */
  skip: z.optional(count),
  /** Chance in [0, 1] of each call that is due; default 1. */
  probability: z.optional(z.number().check(z.gte(0), z.lte(1))),
});

export const faultRules = z.strictObject({ faults: z.array(faultRule) });

export type FaultRule = z.infer<typeof faultRule>;

/** The subject of a call, which fault rules match. */
export interface FaultTarget {
  readonly service: string;
  readonly operation: string;
  /** Name of the Lambda function, for service `lambda`. */
  readonly function?: string;
  /** The request body, from which a cancelled transaction learns how many actions it has. */
  readonly body?: Buffer | string;
}

/**
 * The effect was carried out but its answer never arrived: over HTTP the socket breaks, in process the call rejects
 * with this.
 */
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

/**
 * Another transaction held the items, or those that are `met`: each action has a reason, in the order of the request.
 */
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

/** By the names of the one table: a Put has its key among the item's attributes. */
const key = z.object({ pk: z.unknown(), sk: z.unknown() });
const transaction = z.object({
  TransactItems: z.array(
    z.record(z.string(), z.object({ TableName: z.string(), Key: z.optional(key), Item: z.optional(key) })),
  ),
});

/** The items of a transaction in progress. */
export interface Meetings {
  /**
   * Which of its items another transaction is at, in the order of the request; or, when none is, what must be called
   * once the transaction is over.
   */
  enter(body: string): { readonly met: readonly boolean[] } | { readonly leave: () => void };
}

/**
 * Sees what a store that carries out one transaction after the other never shows: that two wanted one item at a time.
 */
export function createMeetings(): Meetings {
  const held = new Set<string>();
  return {
    enter(body) {
      const items = itemsOf(body);
      const met = items.map((item) => held.has(item));
      if (met.includes(true)) return { met };
      for (const item of items) held.add(item);
      return {
        leave: () => {
          for (const item of items) held.delete(item);
        },
      };
    },
  };
}

const itemsOf = (body: string): readonly string[] =>
  transaction.parse(JSON.parse(body)).TransactItems.flatMap((action) =>
    Object.values(action).map(({ TableName, Key, Item }) => {
      const { pk, sk } = Key ?? Item ?? {};
      return JSON.stringify([TableName, pk, sk]);
    }),
  );
