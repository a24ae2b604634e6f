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

/** Ours: the CDK's own, which publishes the console, has no name. */
const lambdas = (resources: typeof small) =>
  new Map(
    ofType(resources, 'AWS::Lambda::Function')
      .filter(([, { Properties = {} }]) => 'FunctionName' in Properties)
      .map(([id, { Properties }]) => {
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

test.each(both)('the table of %s is audited every night, and an audit that fails is kept', (_, resources) => {
  const rules = ofType(resources, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);
  const [rule] = rules.filter((each) => each?.ScheduleExpression === 'cron(10 18 * * ? *)');
  expect(JSON.stringify(rule?.Targets)).toMatch(/FunctionsAuditFunction.*DeadLetterConfig/);
  const kept = ofType(resources, 'AWS::Lambda::EventInvokeConfig')
    .filter(([, { Properties }]) => JSON.stringify(Properties?.DestinationConfig ?? '').includes('Undelivered'))
    .map(([, { Properties }]) => JSON.stringify(Properties?.FunctionName));
  expect(kept).toContainEqual(expect.stringContaining('FunctionsAuditFunction'));
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
    EventDestination: { Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject'] },
  });
  const [, subscription] =
    ofType(small, 'AWS::SNS::Subscription').find(([, { Properties }]) => Properties?.Protocol === 'lambda') ?? [];
  expect(JSON.stringify(subscription?.Properties)).toMatch(
    /FunctionsMailEventsFunction.*MailEvents|MailEvents.*FunctionsMailEventsFunction/,
  );
  expect(JSON.stringify(subscription?.Properties)).toContain('deadLetterTargetArn');
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
