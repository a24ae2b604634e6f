import * as z from 'zod/mini';
import { functionTable } from '../../infra/functions/function-table.ts';
import { routes } from '../../schemas/api/routes.ts';
import { flat, ofType, synthesized } from '../support/synthesized.ts';

const small = synthesized('small').app;
const production = synthesized('production').app;
const both = [
  ['small', small],
  ['production', production],
] as const;

test.each(both)(
  'the API of %s has the routes of the table, HEAD for each GET, and an authorizer where keyed',
  (_, resources) => {
    const methods = ofType(resources, 'AWS::ApiGateway::Method')
      .map(([, { Properties }]) => Properties)
      .filter((method) => method?.HttpMethod !== 'OPTIONS');
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

const consoleOrigin = /^https:\/\/<WebDistribution\w+\.DomainName>$/;

test.each([
  ['the console that is deployed', {}, consoleOrigin],
  ['the origin that is named', { webOrigin: 'https://desk.example.com' }, /^https:\/\/desk\.example\.com$/],
])('pages of %s may call from a browser; those of others the status token’s routes alone', (_, context, expected) => {
  const { app } = synthesized('small', context);
  const methods = ofType(app, 'AWS::ApiGateway::Method').map(([, { Properties }]) => Method.parse(Properties));
  const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
  const allowed = preflights.map(({ Integration }) =>
    originOf(
      Integration.IntegrationResponses?.[0]?.ResponseParameters['method.response.header.Access-Control-Allow-Origin'],
    ),
  );
  const told = ofType(app, 'AWS::Lambda::Function').flatMap(([, { Properties }]) => {
    const { Variables } = Environment.parse(Properties?.Environment);
    return 'WEB_ORIGIN' in Variables ? [flat(Variables.WEB_ORIGIN)] : [];
  });

  expect(preflights.length).toBe(
    new Set(
      Object.values(routes)
        .map(({ path }) => path)
        .filter((path) => path.startsWith('/v1')),
    ).size,
  );
  expect(told).toHaveLength(Object.keys(functionTable).length);
  for (const origin of told) expect(origin).toMatch(expected);
  const ofAll = allowed.filter((origin) => origin === '*');
  expect(ofAll).toHaveLength(Object.values(routes).filter(({ auth }) => auth === 'company_or_customer').length);
  for (const origin of allowed.filter((name) => name !== '*')) expect(origin).toMatch(expected);
  const credentials = preflights.map(({ Integration }) =>
    Object.keys(Integration.IntegrationResponses?.[0]?.ResponseParameters ?? {}).filter((name) =>
      /credentials/i.test(name),
    ),
  );
  expect(credentials.flat()).toEqual([]);
});

const Method = z.object({
  HttpMethod: z.string(),
  Integration: z.object({
    IntegrationResponses: z.optional(z.array(z.object({ ResponseParameters: z.record(z.string(), z.unknown()) }))),
  }),
});
const Environment = z.object({ Variables: z.record(z.string(), z.unknown()) });

/** A header's value without the quotes that API Gateway wants around a constant. */
const originOf = (value: unknown): string => flat(value).replaceAll("'", '');

test.each(both)('API Gateway’s own errors of %s are problem documents', (_, resources) => {
  const Answer = z.object({
    ResponseType: z.string(),
    StatusCode: z.optional(z.string()),
    ResponseParameters: z.record(z.string(), z.unknown()),
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
    expect(originOf(ResponseParameters['gatewayresponse.header.access-control-allow-origin'])).toBe('*');
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
