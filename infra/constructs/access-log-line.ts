/**
 * One line a request. The route's template stands for the path, whose last part may be a token, and neither query nor
 * Authorization is there; the address is what abuse is traced by.
 */
export const accessLogLine = {
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  caller: '$context.authorizer.principalId',
  wafStatus: '$context.waf.status',
  sourceIp: '$context.identity.sourceIp',
} as const;
