import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { routes } from '../../schemas/api/routes.ts';
import { kebab, machineText, taskStates } from '../statemachines/inquiry-machine.ts';
import { ofType, synthesized } from '../support/synthesized.ts';

const small = synthesized('small').app;
const production = synthesized('production').app;
const both = [
  ['small', small],
  ['production', production],
] as const;

const LambdaProperties = z.object({
  FunctionName: z.string(),
  Timeout: z.number(),
  Runtime: z.literal('nodejs24.x'),
  Architectures: z.tuple([z.literal('arm64')]),
  Handler: z.literal('index.handler'),
});
const MachineProperties = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.unknown()),
});

const lambdas = (resources: typeof small) =>
  new Map(
    ofType(resources, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
      const lambda = LambdaProperties.parse(Properties);
      return [lambda.FunctionName.replace(/^inquiries-/, ''), { id, ...lambda }];
    }),
  );

test.each(both)('%s stays far below the 500 resources of a stack', (_, resources) => {
  expect(Object.keys(resources).length).toBeLessThan(400);
});

test.each(both)('the definition of %s is the file that one machine runs, and every task is put in', (_, resources) => {
  const machine = MachineProperties.parse(ofType(resources, 'AWS::StepFunctions::StateMachine')[0]?.[1].Properties);
  expect(machine.DefinitionString).toBe(machineText);
  expect(Object.keys(machine.DefinitionSubstitutions).sort()).toEqual([...taskStates().keys()].sort());
  for (const [state, value] of Object.entries(machine.DefinitionSubstitutions)) {
    // The function itself, or its alias, which a canary moves.
    expect(JSON.stringify(value)).toMatch(new RegExp(`"Functions${state}(?:Function|Alias)`));
    expect(lambdas(resources).get(kebab(state))?.id).toMatch(`Functions${state}Function`);
  }
});

test('a function gives up before the state that called it does, so that its own error is the one seen', () => {
  for (const [state, { Arguments }] of taskStates()) {
    const { TimeoutSeconds } = z.object({ TimeoutSeconds: z.unknown() }).parse(stateOf(state));
    if (typeof TimeoutSeconds !== 'number') continue;
    expect(Arguments).toBeDefined();
    expect(lambdas(small).get(kebab(state))?.Timeout).toBeLessThan(TimeoutSeconds);
  }
});

test('a function behind the API gives up before API Gateway does', () => {
  const profiles = new Set(Object.values(routes).map(({ profile }) => profile));
  for (const name of [...profiles, 'authorizer']) expect(lambdas(small).get(name)?.Timeout).toBeLessThan(29);
});

test.each(both)('every log group of %s ends its logs', (name, resources) => {
  const days = ofType(resources, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties?.RetentionInDays);
  expect(new Set(days)).toEqual(new Set([name === 'small' ? 14 : 90]));
});

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

test.each(both)('executions of %s that ended badly are told of, and the sweeper comes every minute', (_, resources) => {
  const rules = ofType(resources, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);
  expect(rules).toContainEqual(expect.objectContaining({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' }));
  expect(rules).toContainEqual(
    expect.objectContaining({
      EventPattern: expect.objectContaining({
        source: ['aws.states'],
        detail: expect.objectContaining({ status: ['FAILED', 'TIMED_OUT', 'ABORTED'] }),
      }),
    }),
  );
});

test('a new version of the machine goes to a tenth of the executions first and back when the alarm rings', () => {
  expect(ofType(production, 'AWS::StepFunctions::StateMachineAlias')[0]?.[1].Properties).toMatchObject({
    Name: 'live',
    DeploymentPreference: { Type: 'CANARY', Percentage: 10, Alarms: [expect.anything()] },
  });
  expect(ofType(production, 'AWS::StepFunctions::StateMachineVersion')[0]?.[1].DeletionPolicy).toBe('Retain');
  const groups = ofType(production, 'AWS::CodeDeploy::DeploymentGroup').map(([, { Properties }]) => Properties);
  expect(groups).toHaveLength(4);
  for (const group of groups)
    expect(group).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true },
      AutoRollbackConfiguration: { Enabled: true, Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']) },
    });
});

test('mails go by a configuration set whose bounces, complaints and deliveries are told', () => {
  expect(ofType(small, 'AWS::SES::ConfigurationSetEventDestination')[0]?.[1].Properties).toMatchObject({
    EventDestination: { Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'delivery'] },
  });
  expect(ofType(small, 'AWS::SES::EmailIdentity')[0]?.[1].Properties).toMatchObject({
    EmailIdentity: 'inquiries@example.com',
    ConfigurationSetAttributes: { ConfigurationSetName: expect.anything() },
  });
});

function stateOf(name: string): unknown {
  const file: unknown = JSON.parse(
    readFileSync(new URL('../../statemachines/inquiry.asl.json', import.meta.url), 'utf8'),
  );
  const States = z.record(z.string(), z.looseObject({}));
  const { States: states } = z.object({ States }).parse(file);
  if (name in states) return states[name];
  const inner = z.object({ ItemProcessor: z.object({ States }) });
  return Object.values(states).flatMap((state) => {
    const parsed = inner.safeParse(state);
    const found = parsed.success ? parsed.data.ItemProcessor.States[name] : undefined;
    return found === undefined ? [] : [found];
  })[0];
}
