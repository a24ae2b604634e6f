import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { CompanyPrincipal } from '../../functions/middleware/http-principal.ts';

export interface EventParts {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly authorizer?: Readonly<Record<string, string>>;
}

/** A REST proxy event (payload 1.0) as API Gateway sends it; path parameters are left to the router. */
export function httpEvent(parts: EventParts): APIGatewayProxyEvent {
  const { method = 'GET', path, headers = {}, query = null, body = null, isBase64Encoded = false, authorizer } = parts;
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: { ...headers },
    multiValueHeaders: {},
    queryStringParameters: query === null ? null : { ...query },
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body,
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      authorizer: authorizer === undefined ? undefined : { ...authorizer },
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: null,
        userArn: null,
      },
      path,
      stage: 'test',
      requestId: 'request-1',
      requestTimeEpoch: 0,
      resourceId: 'test',
      resourcePath: path,
    },
  };
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'invocation-1',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 29_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** What the authorizer hands on for a company's key. */
export const asCompany = (
  companyId: CompanyPrincipal['companyId'],
  scopes = 'inquiries:write inquiries:read',
): Record<string, string> => ({
  kind: 'company',
  companyId,
  apiKeyId: '01jd0000000000000000000key',
  scopes,
});

export const asCustomer = (inquiryId: string): Record<string, string> => ({ kind: 'customer', inquiryId });

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<unknown>;

/** Calls a Lambda and gives its answer. */
export async function call(handler: Handler, parts: EventParts): Promise<APIGatewayProxyResult> {
  const result = await handler(httpEvent(parts), lambdaContext);
  if (typeof result !== 'object' || result === null || !('statusCode' in result) || !('body' in result)) {
    throw new Error('the handler gave no proxy result');
  }
  const { statusCode, body } = result;
  const headers =
    'headers' in result && typeof result.headers === 'object' && result.headers !== null ? result.headers : {};
  return { statusCode: Number(statusCode), body: String(body), headers: Object.fromEntries(Object.entries(headers)) };
}

export const jsonOf = ({ body }: APIGatewayProxyResult): unknown => JSON.parse(body);

export const jsonBody = (value: unknown): Pick<EventParts, 'method' | 'headers' | 'body'> => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
