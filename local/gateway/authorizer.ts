import * as z from 'zod/mini';
import { throttleErrorNames, transientErrorNames } from '../../schemas/errors.ts';
import type { Clock } from '../clock.ts';
import type { InvokeResult } from '../lambda/invocation.ts';
import type { Invoker } from '../lambda/runtime.ts';
import { createFailedKeys } from './failed-keys.ts';
import { createFairBound } from './fair-bound.ts';
import { type AuthorizerContext, GATEWAY_SCOPE, type GatewayRequest, methodArn, requestEvent } from './proxy-event.ts';

export type Decision =
  | { readonly kind: 'allowed'; readonly context: AuthorizerContext }
  | { readonly kind: 'missing_identity' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  /** Too many wrong keys have come from the address. */
  | { readonly kind: 'too_many_failures'; readonly retryAfterSeconds: number }
  /** Too many keys are being looked up. */
  | { readonly kind: 'busy' }
  /** `mayPass`: by a fault of the kind that goes away, so that the caller does well to try again. */
  | { readonly kind: 'failed'; readonly reason: string; readonly mayPass: boolean };

/** `address` is the client's, for counting by address. */
export type Authorize = (request: GatewayRequest, address: string) => Promise<Decision>;

interface AuthorizerOptions {
  readonly functionName: string;
  readonly lambda: Invoker;
  readonly clock: Clock;
  /** How long a policy is used again for the same Authorization header; 0 never. */
  readonly cacheSeconds: number;
}

const CACHE_LIMIT = 10_000;
/** Keys that are looked up at once, a third of them from one address. */
const MOST_LOOKUPS = 256;
const failure = z.object({ errorType: z.string(), errorMessage: z.string() });
const passingNames: ReadonlySet<string> = new Set([...throttleErrorNames, ...transientErrorNames]);

/**
 * A REQUEST authorizer with the Authorization header as its identity source: not called without one, its policy cached
 * by the header's value, so that the policy, and not the function, decides on the method and path of later requests.
 * Looking a key up that was not good before has a bound by address, and is refused after too many wrong ones.
 */
export function createAuthorizer({ functionName, lambda, clock, cacheSeconds }: AuthorizerOptions): Authorize {
  const cache = new Map<string, { readonly grant: Grant; readonly expiresAtMs: number }>();
  const asking = new Map<string, Promise<InvokeResult>>();
  const failedKeys = createFailedKeys(clock);
  const lookups = createFairBound(MOST_LOOKUPS);

  const remember = (identity: string, grant: Grant): void => {
    if (cacheSeconds === 0) return;
    cache.delete(identity);
    const [oldest] = cache.keys();
    if (cache.size >= CACHE_LIMIT && oldest !== undefined) cache.delete(oldest);
    cache.set(identity, { grant, expiresAtMs: clock.now() + cacheSeconds * 1000 });
  };
  /**
   * Callers that come while the function is asked about their identity wait for that answer, where it may be shared.
   */
  const ask = (identity: string, invoke: () => Promise<InvokeResult>): Promise<InvokeResult> => {
    if (cacheSeconds === 0) return invoke();
    const asked = asking.get(identity) ?? invoke().finally(() => asking.delete(identity));
    asking.set(identity, asked);
    return asked;
  };
  const lookUp = async (request: GatewayRequest, identity: string, address: string): Promise<Decision> => {
    const arn = methodArn(request);
    const { payload, functionError } = await ask(identity, () => {
      const event = { type: 'REQUEST', methodArn: arn, ...requestEvent(request) };
      const { signal } = new AbortController(); // not that of one of the callers, who all wait for this answer
      return lambda.invoke({ ...GATEWAY_SCOPE, functionName, payload: JSON.stringify(event), signal });
    });
    if (functionError !== undefined) {
      const refused = refusal(payload);
      if (refused.kind === 'unauthorized') {
        cache.delete(identity);
        failedKeys.add(address, identity);
      }
      return refused;
    }
    const grant = parseGrant(payload);
    if (grant === undefined) return { kind: 'failed', reason: 'the authorizer returned no policy', mayPass: false };
    remember(identity, grant);
    return decide(grant, arn);
  };
  return async (request, address) => {
    const identity = request.incoming.headers.authorization ?? '';
    if (identity === '') return { kind: 'missing_identity' };
    const known = cache.get(identity);
    if (known !== undefined && known.expiresAtMs > clock.now()) return decide(known.grant, methodArn(request));
    // A key that was good, or is being looked up already, is not delayed by wrong ones.
    if (known !== undefined || asking.has(identity)) return lookUp(request, identity, address);
    const retryAfterSeconds = failedKeys.waitSeconds(address, identity);
    if (retryAfterSeconds > 0) return { kind: 'too_many_failures', retryAfterSeconds };
    if (!lookups.take(address, { shareOfFree: 1 / 2 })) return { kind: 'busy' };
    return lookUp(request, identity, address).finally(() => lookups.give(address));
  };
}

function decide(grant: Grant, arn: string): Decision {
  return isAllowed(grant, arn) ? { kind: 'allowed', context: grant.context } : { kind: 'forbidden' };
}

/** An authorizer says 401 by throwing an error whose message is exactly `Unauthorized`. */
function refusal(payload: string): Decision {
  const parsed = failure.safeParse(JSON.parse(payload));
  if (!parsed.success) return { kind: 'failed', reason: 'the authorizer failed', mayPass: false };
  const { errorType, errorMessage } = parsed.data;
  if (errorMessage === 'Unauthorized') return { kind: 'unauthorized' };
  return { kind: 'failed', reason: `the authorizer failed: ${errorType}`, mayPass: passingNames.has(errorType) };
}

const oneOrMore = z.union([z.string(), z.array(z.string())]);

/** What a Lambda authorizer returns. Context values are scalars and reach the function as strings, as on AWS. */
const authorizerResult = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore })),
  }),
  context: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

interface Grant {
  readonly context: AuthorizerContext;
  readonly statements: readonly Statement[];
}

interface Statement {
  readonly isAllow: boolean;
  /** ARNs in which `*` is any run of characters, `?` any one. */
  readonly resources: readonly string[];
}

/** Undefined when it is not what API Gateway takes of an authorizer. */
export function parseGrant(payload: string): Grant | undefined {
  const parsed = authorizerResult.safeParse(JSON.parse(payload));
  if (!parsed.success) return undefined;
  const { principalId, policyDocument, context = {} } = parsed.data;
  const strings = Object.entries(context).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)] as const],
  );
  return {
    context: { ...Object.fromEntries(strings), principalId },
    statements: policyDocument.Statement.filter(({ Action }) => listOf(Action).some(isInvoke)).map((statement) => ({
      isAllow: statement.Effect === 'Allow',
      resources: listOf(statement.Resource),
    })),
  };
}

/** IAM's order: an explicit Deny wins, then an Allow, else denied. */
export function isAllowed({ statements }: Grant, arn: string): boolean {
  const matching = statements.filter(({ resources }) => resources.some((resource) => matches(arn, resource)));
  return matching.some(({ isAllow }) => isAllow) && matching.every(({ isAllow }) => isAllow);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function isInvoke(action: string): boolean {
  return ['*', 'execute-api:*', 'execute-api:invoke'].includes(action.toLowerCase());
}

/** Goes back to the last `*` only, so that the work is bounded by both lengths' product whatever the wildcards. */
function matches(arn: string, resource: string): boolean {
  let at = 0;
  let star: { readonly next: number; taken: number } | undefined;
  let taken = 0;
  while (taken < arn.length) {
    const wanted = resource[at];
    if (wanted === '*') {
      at += 1;
      star = { next: at, taken };
    } else if (wanted === '?' || wanted === arn[taken]) {
      at += 1;
      taken += 1;
    } else if (star === undefined) return false;
    else {
      star.taken += 1;
      taken = star.taken;
      at = star.next;
    }
  }
  return /^\**$/.test(resource.slice(at));
}
