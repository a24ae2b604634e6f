import type { ProblemCode } from '../../schemas/errors.ts';
import type { Log } from '../aws/log.ts';
import { type Caller, callerOf, RETRY_AFTER_SECONDS } from './admission.ts';
import type { Authorize, Decision } from './authorizer.ts';
import type { AuthorizerContext, GatewayRequest } from './proxy-event.ts';
import type { GatewayAnswer } from './proxy-response.ts';

export type Headers = readonly (readonly [string, string])[];
export type Refuse = (code: ProblemCode, detail: string, headers?: Headers) => GatewayAnswer;

export const retryLater: Headers = [['retry-after', String(RETRY_AFTER_SECONDS)]];

export type Identified =
  | { readonly kind: 'known'; readonly caller: Caller; readonly context: AuthorizerContext | undefined }
  | { readonly kind: 'refused'; readonly answer: GatewayAnswer };

/** Identifies the caller by the headers alone, before bounds apply. Rejects when the authorizer cannot be called. */
export async function identifyCaller(
  request: GatewayRequest,
  { address, authorize, refuse, log }: { address: string; authorize: Authorize; refuse: Refuse; log: Log },
): Promise<Identified> {
  if (request.route.auth === 'none')
    return { kind: 'known', caller: { kind: 'anonymous', key: address }, context: undefined };
  const decision = await authorize(request, address);
  if (decision.kind === 'allowed')
    return { kind: 'known', caller: callerOf(decision.context), context: decision.context };
  if (decision.kind === 'failed')
    log.error('The authorizer failed', { requestId: request.requestId, reason: decision.reason });
  return { kind: 'refused', answer: answerTo(decision, refuse) };
}

function answerTo(decision: Exclude<Decision, { kind: 'allowed' }>, refuse: Refuse): GatewayAnswer {
  const challenge = [['www-authenticate', 'Bearer']] as const;
  switch (decision.kind) {
    case 'missing_identity':
      return refuse('unauthorized', 'The Authorization header is missing.', challenge);
    case 'unauthorized':
      return refuse('unauthorized', 'The Authorization header holds no valid key or token.', challenge);
    case 'forbidden':
      return refuse('forbidden', 'The key or token does not allow this.');
    case 'too_many_failures': {
      const headers = [['retry-after', String(decision.retryAfterSeconds)]] as const;
      return refuse('too_many_requests', 'Too many invalid keys or tokens have come from this address.', headers);
    }
    case 'busy':
      return refuse('unavailable', 'Too many keys are being looked up at present.', retryLater);
    case 'failed':
      return decision.mayPass
        ? refuse('unavailable', 'The request could not be authorized at present.', retryLater)
        : refuse('internal', 'The request could not be authorized.');
    default:
      return decision satisfies never;
  }
}
