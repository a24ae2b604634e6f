import type { AuthorizerContext } from './proxy-event.ts';

/** For whose share a request counts: a company by its id, a customer by the inquiry, anybody else by address. */
export interface Caller {
  readonly kind: 'company' | 'customer' | 'anonymous';
  readonly key: string;
}

/** By what the authorizer says of a request that it lets in. */
export function callerOf({ companyId, principalId = '' }: AuthorizerContext): Caller {
  return companyId === undefined ? { kind: 'customer', key: principalId } : { kind: 'company', key: companyId };
}
