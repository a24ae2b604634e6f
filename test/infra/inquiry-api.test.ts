import * as z from 'zod/mini';
import { routes } from '../../schemas/api/routes.ts';
import { ofType, synthesized } from '../support/synthesized.ts';

const small = synthesized('small').app;
const production = synthesized('production').app;
const both = [
  ['small', small],
  ['production', production],
] as const;

test.each(both)(
  'the API of %s has the routes of the table, HEAD for each GET, and an authorizer where keyed',
  (_, resources) => {
    const methods = ofType(resources, 'AWS::ApiGateway::Method').map(([, { Properties }]) => Properties);
    const expected = Object.values(routes).flatMap(({ method, auth }) => {
      const authorization = auth === 'company' || auth === 'company_or_customer' ? 'CUSTOM' : 'NONE';
      return (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((verb) => `${verb} ${authorization}`);
    });
    expect(methods.map((method) => `${method?.HttpMethod} ${method?.AuthorizationType}`).sort()).toEqual(
      expected.sort(),
    );
    expect(ofType(resources, 'AWS::ApiGateway::Authorizer')[0]?.[1].Properties).toMatchObject({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 60,
    });
  },
);

test('access logs name routes by their template, never by a path that may end in a token', () => {
  const stage = ofType(production, 'AWS::ApiGateway::Stage')[0]?.[1].Properties;
  const { Format } = z.object({ Format: z.string() }).parse(stage?.AccessLogSetting);
  expect(Format).toContain('$context.resourcePath');
  expect(Format).not.toMatch(/\$context\.path|authorizer\.token|querystring/);
  expect(stage).not.toHaveProperty('TracingEnabled', true);
});

test('only the web origin may call from a browser, and none when there is none', () => {
  const withOrigin = synthesized('small', { webOrigin: 'https://console.example.com' }).app;
  const preflights = ofType(withOrigin, 'AWS::ApiGateway::Method').filter(
    ([, { Properties }]) => Properties?.HttpMethod === 'OPTIONS',
  );
  expect(preflights.length).toBe(
    new Set(
      Object.values(routes)
        .map(({ path }) => path)
        .filter((path) => path.startsWith('/v1')),
    ).size,
  );
  for (const [, { Properties }] of preflights)
    expect(JSON.stringify(Properties)).toContain(
      `"method.response.header.Access-Control-Allow-Origin":"'https://console.example.com'"`,
    );
  expect(JSON.stringify(ofType(withOrigin, 'AWS::Lambda::Function'))).toContain(
    '"WEB_ORIGIN":"https://console.example.com"',
  );
  expect(JSON.stringify(small)).not.toMatch(/Access-Control|WEB_ORIGIN/);
});

test.each(both)('API Gateway’s own errors of %s are problem documents', (_, resources) => {
  const Answer = z.object({
    ResponseType: z.string(),
    StatusCode: z.optional(z.string()),
    ResponseParameters: z.record(z.string(), z.string()),
    ResponseTemplates: z.object({ 'application/json': z.string() }),
  });
  const answers = ofType(resources, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) =>
    Answer.parse(Properties),
  );
  expect(answers.map(({ ResponseType }) => ResponseType)).toEqual(
    expect.arrayContaining([
      'UNAUTHORIZED',
      'ACCESS_DENIED',
      'REQUEST_TOO_LARGE',
      'THROTTLED',
      'INTEGRATION_TIMEOUT',
      'DEFAULT_4XX',
      'DEFAULT_5XX',
    ]),
  );
  for (const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } of answers) {
    expect(ResponseParameters['gatewayresponse.header.content-type']).toBe("'application/problem+json'");
    const problem: unknown = JSON.parse(ResponseTemplates['application/json'].replaceAll('$context.status', '1'));
    expect([ResponseType, problem]).toEqual([
      ResponseType,
      {
        type: 'about:blank',
        title: expect.any(String),
        status: Number(StatusCode ?? 1),
        code: expect.any(String),
        detail: expect.any(String),
        requestId: '$context.requestId',
      },
    ]);
  }
});
