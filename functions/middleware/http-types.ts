import type * as z from 'zod/mini';
import type { OperationId, routes } from '../../schemas/api/routes.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { Html } from '../html.ts';
import type { PageLanguage } from '../pages/page-language.ts';
import type { CompanyPrincipal, Principal } from './http-principal.ts';
import type { PathIds } from './http-validate.ts';

/** A route's request and answer, inferred from its entry in `routes`. */

type Spec<O extends OperationId> = (typeof routes)[O];
type Parsed<S, Key extends string> = S extends { readonly [K in Key]: infer Schema extends z.ZodMiniType }
  ? z.output<Schema>
  : undefined;

type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;
type PathOf<Path extends string> = {
  readonly [Name in Parameters<Path>]: Name extends keyof PathIds ? PathIds[Name] : string;
};

type PrincipalOf<Auth> = Auth extends 'company'
  ? CompanyPrincipal
  : Auth extends 'company_or_customer'
    ? Principal
    : null;

type CsvOf<S> = S extends { readonly orCsv: true } ? undefined : never;

export interface RequestFacts {
  /** Names are lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly bytes: Uint8Array;
  /** When the request came: the only clock a route reads. */
  readonly nowMs: EpochMs;
  readonly requestId: string;
  /** For pages: the reader's language, when the inquiry's is unknown. */
  readonly acceptLanguage: PageLanguage;
}

export interface RouteRequest<O extends OperationId> extends RequestFacts {
  readonly body: Parsed<Spec<O>, 'body'> | CsvOf<Spec<O>>;
  readonly query: Parsed<Spec<O>, 'query'>;
  readonly path: PathOf<Spec<O>['path']>;
  readonly principal: PrincipalOf<Spec<O>['auth']>;
}

type Success<O extends OperationId> = Spec<O>['success'];
type BodyOf<S> = S extends { readonly contentType: 'text/html' }
  ? Html
  : S extends { readonly schema: infer Schema extends z.ZodMiniType }
    ? z.input<Schema>
    : object;

type CreatedStatus<S> = S extends { readonly orCreated: true } ? 201 : never;

/** `null` is an answer without a body: 204, 303, 304. */
export interface RouteResponse<O extends OperationId> {
  readonly status: Success<O>['status'] | CreatedStatus<Success<O>> | 304;
  readonly body: BodyOf<Success<O>> | null;
  readonly headers?: Readonly<Record<string, string>>;
}
