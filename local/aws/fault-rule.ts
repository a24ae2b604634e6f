import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** One fault, as `PUT /_aws/faults` takes it. */
export const faultRule = z.strictObject({
  /** Credential-scope name: states, dynamodb, s3, lambda, textract, comprehend, bedrock, ses, sns, events, scheduler. */
  service: z.string().check(z.minLength(1)),
  /** Default: every operation of the service. */
  operation: z.optional(z.string()),
  /** A Lambda function's name; default: every function. */
  function: z.optional(z.string()),
  /** `cancel_met_transaction` strikes where two transactions are at one item at a time, as AWS would; `delayMs` keeps each under way. */
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

/** What a call is about, as fault rules match it. */
export interface FaultTarget {
  readonly service: string;
  readonly operation: string;
  /** Name of the Lambda function, for service `lambda`. */
  readonly function?: string;
  /** The request body, from which a cancelled transaction learns how many actions it has. */
  readonly body?: Buffer | string;
}
