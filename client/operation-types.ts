import type * as z from 'zod/mini';
import type { OperationId, routes } from '../schemas/api/routes.ts';

/** What an operation takes and gives, inferred from its entry in `routes`. */

type Spec<O extends OperationId> = (typeof routes)[O];

/** Operations that answer with JSON; pages are for browsers. */
export type JsonOperation = {
  [O in OperationId]: Spec<O>['success']['contentType'] extends 'application/json' ? O : never;
}[OperationId];

/** Those of them that a customer's status token allows. */
export type CustomerOperation = {
  [O in JsonOperation]: Spec<O>['auth'] extends 'company_or_customer' ? O : never;
}[JsonOperation];

type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;
type PathOf<O extends OperationId> = { readonly [Name in Parameters<Spec<O>['path']>]: string };

type BodyOf<O extends OperationId> =
  Spec<O> extends { readonly body: infer Schema extends z.ZodMiniType } ? z.input<Schema> : unknown;

/** Where CSV is accepted too: its text, in place of the body's fields. */
type CsvOf<O extends OperationId> =
  Spec<O> extends { readonly orCsv: true } ? { readonly csv: string } & QueryOf<O> : never;

/** A query is text on the wire: where any text is allowed, a number may be given. */
type Spelled<Value> = string extends Value ? Value | number : Value;
type QueryOf<O extends OperationId> =
  Spec<O> extends { readonly query: infer Schema extends z.ZodMiniType }
    ? { readonly [Name in keyof z.input<Schema>]: Spelled<z.input<Schema>[Name]> }
    : unknown;

/** The parameters of the path beside the fields of the body or, without one, those of the query; or a table. */
export type RequestOf<O extends OperationId> = PathOf<O> & ((BodyOf<O> & QueryOf<O>) | CsvOf<O>);

export type ResponseOf<O extends OperationId> = Spec<O>['success'] extends {
  readonly schema: infer Schema extends z.ZodMiniType;
}
  ? z.output<Schema>
  : unknown;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** For one try; the client's own when absent. */
  readonly timeoutMs?: number;
  /**
   * For what makes something (submissions, keys, webhook endpoints, …): the caller's own name of the request, which
   * outlives this process; made when absent.
   */
  readonly idempotencyKey?: string;
}

type Arguments<O extends OperationId> =
  Record<never, never> extends RequestOf<O>
    ? [request?: RequestOf<O>, options?: CallOptions]
    : [request: RequestOf<O>, options?: CallOptions];

/** One method for each operation, under its `operationId`. */
export type Methods<O extends JsonOperation> = {
  readonly [Operation in O]: (...given: Arguments<Operation>) => Promise<ResponseOf<Operation>>;
};
