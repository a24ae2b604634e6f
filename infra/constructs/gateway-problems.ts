import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { anyOriginHeaders } from '../../schemas/api/cross-origin.ts';
import { type ProblemCode, problemTable } from '../../schemas/errors.ts';

/** API Gateway's own answers by their problem of the API. */
const answers: readonly (readonly [ResponseType, ProblemCode, string])[] = [
  [ResponseType.BAD_REQUEST_BODY, 'bad_request', 'The request is malformed.'],
  [ResponseType.BAD_REQUEST_PARAMETERS, 'bad_request', 'The request is malformed.'],
  [ResponseType.UNAUTHORIZED, 'unauthorized', 'The Authorization header is missing, or holds no valid key or token.'],
  [ResponseType.EXPIRED_TOKEN, 'unauthorized', 'The key or token has expired.'],
  [ResponseType.ACCESS_DENIED, 'forbidden', 'The key or token does not allow this.'],
  [ResponseType.INVALID_SIGNATURE, 'forbidden', 'The key or token does not allow this.'],
  [ResponseType.WAF_FILTERED, 'forbidden', 'The request was refused.'],
  // API Gateway's answer to a path or method without a route.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, 'not_found', 'There is no such route.'],
  [ResponseType.RESOURCE_NOT_FOUND, 'not_found', 'There is no such route.'],
  [ResponseType.REQUEST_TOO_LARGE, 'payload_too_large', 'A request may have 10 MB at most.'],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, 'unsupported_media_type', 'The content type is not supported.'],
  [ResponseType.THROTTLED, 'too_many_requests', 'Too many requests; try again later.'],
  [ResponseType.QUOTA_EXCEEDED, 'too_many_requests', 'Too many requests; try again later.'],
  // The authorizer fails when the table does not answer, which passes.
  [ResponseType.AUTHORIZER_FAILURE, 'unavailable', 'The request could not be authorized now.'],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, 'internal', 'The request could not be authorized.'],
  [ResponseType.API_CONFIGURATION_ERROR, 'internal', 'The request could not be handed on.'],
  [ResponseType.INTEGRATION_FAILURE, 'bad_gateway', 'The function gave no valid answer.'],
  [ResponseType.INTEGRATION_TIMEOUT, 'timeout', 'There was no answer within 29 seconds.'],
  [ResponseType.DEFAULT_4XX, 'bad_request', 'The request was refused.'],
  [ResponseType.DEFAULT_5XX, 'internal', 'Something went wrong on our side.'],
];

export interface GatewayProblemsProps {
  readonly api: RestApi;
}

/** API Gateway's own errors in the form of every other error of the API (RFC 9457). */
export class GatewayProblems extends Construct {
  constructor(scope: Construct, id: string, { api }: GatewayProblemsProps) {
    super(scope, id);
    for (const [type, code, detail] of answers) {
      const { status } = problemTable[code];
      const isDefault = type === ResponseType.DEFAULT_4XX || type === ResponseType.DEFAULT_5XX;
      api.addGatewayResponse(type.responseType, {
        type,
        // A default covers several answers, each with its own status.
        ...(!isDefault && { statusCode: String(status) }),
        responseHeaders: headersOf(code),
        templates: { 'application/json': problemTemplate(code, detail, isDefault) },
      });
    }
  }
}

const headersOf = (code: ProblemCode): Record<string, string> => ({
  'content-type': "'application/problem+json'",
  'cache-control': "'no-store'",
  'x-content-type-options': "'nosniff'",
  'cross-origin-opener-policy': "'same-origin'",
  'strict-transport-security': "'max-age=63072000; includeSubDomains'",
  ...(code === 'unauthorized' && { 'www-authenticate': "'Bearer'" }),
  ...(code === 'too_many_requests' && { 'retry-after': "'10'" }),
  ...(code === 'unavailable' && { 'retry-after': "'2'" }),
  // They hold no data, and pages of any origin call some of these routes.
  ...Object.fromEntries(Object.entries(anyOriginHeaders).map(([name, value]) => [name, `'${value}'`])),
});

/** The fields of schemas/api/problem.ts; API Gateway fills in the request's id. */
function problemTemplate(code: ProblemCode, detail: string, isDefault: boolean): string {
  const { status, title } = problemTable[code];
  const body = { type: 'about:blank', title, status, code, detail, requestId: '$context.requestId' };
  const text = JSON.stringify(body);
  return isDefault ? text.replace(`"status":${status}`, '"status":$context.status') : text;
}
