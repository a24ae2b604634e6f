import { AwsError } from '../aws/aws-error.ts';
import type { Log } from '../aws/log.ts';
import { type Refuse, retryLater } from './identify-caller.ts';
import type { GatewayRequest } from './proxy-event.ts';
import type { GatewayAnswer } from './proxy-response.ts';
import type { Received } from './receive-body.ts';
import type { RouteMatch } from './route-table.ts';

/** Of a path or method that no route takes. */
export function refuseUnmatched(match: Exclude<RouteMatch, { kind: 'found' }>, refuse: Refuse): GatewayAnswer {
  switch (match.kind) {
    case 'not_found':
      return refuse('not_found', 'There is nothing at this path.');
    case 'malformed':
      return refuse('bad_request', 'The path is not valid percent-encoding.');
    case 'method_not_allowed': {
      const allow = match.allow.join(', ');
      return refuse('method_not_allowed', `This path takes ${allow}.`, [['allow', allow]]);
    }
    default:
      return match satisfies never;
  }
}

/** Of a body that did not come whole. */
export function refuseBody({ kind }: Exclude<Received, { kind: 'whole' }>, refuse: Refuse): GatewayAnswer {
  const closing = [['connection', 'close']] as const;
  switch (kind) {
    case 'too_large':
      return refuse('payload_too_large', 'A request may have 10 MB at most.');
    case 'too_slow':
      return refuse('bad_request', 'The request was not sent in time.', closing);
    case 'no_room':
      return refuse('unavailable', 'Too much is being sent at present.', [...retryLater, ...closing]);
    default:
      return kind satisfies never;
  }
}

/** Of a call that failed; what failed is logged, not told. */
export function refuseFailed(
  error: unknown,
  { request, refuse, log }: { request: GatewayRequest; refuse: Refuse; log: Log },
): GatewayAnswer {
  if (error instanceof AwsError && error.name === 'RequestTooLargeException')
    return refuse('payload_too_large', 'The request is larger than its function can take (6 MB).');
  const { requestId, route } = request;
  log.error('The gateway could not invoke', { requestId, function: route.function, error: String(error) });
  return refuse('internal', 'The request could not be handed on.');
}
