import type * as z from 'zod/mini';
import type { Scope } from '../company.ts';
import type { ProblemCode } from '../errors.ts';

/** The Lambda that serves a route: one for each set of permissions, not one for each path. */
export type RouteProfile = 'intake' | 'read' | 'knowledge' | 'admin' | 'agent' | 'public';

/** Problems of every request with an API key. */
export const keyProblems = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

/** Problems of every request with a JSON body. */
export const bodyProblems = [
  'invalid_json',
  'bad_request',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
] as const satisfies readonly ProblemCode[];

export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  /** API Gateway style: `/v1/inquiries/{inquiryId}`. */
  readonly path: string;
  readonly profile: RouteProfile;
  /**
   * `company` = API key with `scope`; `company_or_customer` = that, or the inquiry's status token; `link` = the path
   * carries a signed token; `none` = open.
   */
  readonly auth: 'company' | 'company_or_customer' | 'link' | 'none';
  readonly scope?: Scope;
  /** Changes how live inquiries are answered, which a test key may not. Its `problems` have `test_mode`. */
  readonly isLiveOnly?: true;
  /** Takes an `Idempotency-Key`: without one, a repeat after a lost answer acts twice. */
  readonly isKeyed?: true;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Accepts `text/csv` too, which the route parses from `bytes`; `body` is then undefined. */
  readonly orCsv?: true;
  readonly success: {
    readonly status: 200 | 201 | 202 | 204 | 303;
    readonly contentType: 'application/json' | 'text/html';
    readonly schema?: z.ZodMiniType;
    /** 201 instead, when the request creates the resource. */
    readonly orCreated?: true;
  };
  readonly problems: readonly ProblemCode[];
}
