import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { Scope } from '../../schemas/company.ts';
import { ApiKeyId, CompanyId, InquiryId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import { ProblemError } from './problem-error.ts';

export interface CompanyPrincipal {
  readonly kind: 'company';
  readonly companyId: CompanyId;
  readonly apiKeyId: ApiKeyId;
  readonly mode: Mode;
  readonly scopes: readonly Scope[];
}

export interface CustomerPrincipal {
  readonly kind: 'customer';
  /** The one inquiry of the status token. */
  readonly inquiryId: InquiryId;
}

export type Principal = CompanyPrincipal | CustomerPrincipal;

/** The authorizer's context: API Gateway passes its values as strings. */
export const AuthorizerContext = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('company'),
    companyId: CompanyId,
    apiKeyId: ApiKeyId,
    mode: z._default(Mode, 'live'),
    scopes: z.string(),
  }),
  z.object({ kind: z.literal('customer'), inquiryId: InquiryId }),
]);
export type AuthorizerContext = z.infer<typeof AuthorizerContext>;

/**
 * The caller, allowed to use the route.
 * @throws ProblemError unauthorized, forbidden, test_mode, or not_found for another's inquiry
 */
export function authorize(
  event: APIGatewayProxyEvent,
  { spec, path }: { spec: RouteSpec; path: Readonly<Record<string, string>> },
): Principal | null {
  if (spec.auth === 'none' || spec.auth === 'link') return null;
  const principal = readPrincipal(event);
  if (principal.kind === 'company') return requireMode(requireScope(principal, spec.scope), spec);
  if (spec.auth === 'company')
    throw new ProblemError('forbidden', { detail: 'A status token opens its own inquiry only' });
  if (path.inquiryId !== principal.inquiryId) throw new ProblemError('not_found');
  return principal;
}

function readPrincipal(event: APIGatewayProxyEvent): Principal {
  const context = AuthorizerContext.safeParse(event.requestContext.authorizer);
  if (!context.success) throw new ProblemError('unauthorized', { headers: { 'www-authenticate': 'Bearer' } });
  if (context.data.kind === 'customer') return context.data;
  const { scopes, ...company } = context.data;
  return {
    ...company,
    scopes: scopes.split(' ').flatMap((scope) => Scope.options.find((known) => known === scope) ?? []),
  };
}

/** Scope first: a key without it gets `forbidden`. */
function requireMode(principal: CompanyPrincipal, { isLiveOnly }: RouteSpec): CompanyPrincipal {
  if (principal.mode === 'live' || isLiveOnly !== true) return principal;
  throw new ProblemError('test_mode', {
    detail: 'A test key reads the live knowledge and settings, and writes neither',
  });
}

function requireScope(principal: CompanyPrincipal, scope: Scope | undefined): CompanyPrincipal {
  if (scope === undefined || principal.scopes.includes(scope)) return principal;
  throw new ProblemError('forbidden', { detail: `The API key lacks the scope ${scope}` });
}
