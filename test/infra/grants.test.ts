import * as z from 'zod/mini';
import { flat, ofType, type Resource, synthesized } from '../support/synthesized.ts';
import { granted } from './granted-rights.ts';

const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.unknown(),
  Condition: z.optional(z.unknown()),
});
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});
const LambdaProperties = z.object({
  FunctionName: z.optional(z.string()),
  Role: z.object({ 'Fn::GetAtt': z.array(z.string()) }),
});

const small = synthesized('small');
const production = synthesized('production');

test.each(Object.entries(granted))('%s may do what the table says and nothing else', (name, expected) => {
  expect(rightsOf(small.app, name)).toEqual([...expected].sort());
});

test('the table has every function', () => {
  const deployed = ofType(small.app, 'AWS::Lambda::Function').map(([, { Properties }]) => nameOf(Properties));
  expect(deployed.sort()).toEqual(Object.keys(granted).sort());
});

test('production adds the use of the key where encrypted data is, and traces, and no more', () => {
  for (const [name, expected] of Object.entries(granted)) {
    const added = rightsOf(production.app, name).filter((right) => !expected.includes(right));
    const key = ['kms:Decrypt key', 'kms:GenerateDataKey key'];
    const ours = [...key, 'xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];
    expect([name, added]).toEqual([name, name === 'web-files' ? [] : ours]);
  }
});

test('no role of either profile carries an action with a wildcard', () => {
  const actions = [small, production].flatMap(({ app }) =>
    ofType(app, 'AWS::IAM::Policy').flatMap(([, { Properties }]) =>
      Policy.parse(Properties).PolicyDocument.Statement.flatMap(({ Action }) => Action),
    ),
  );
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test('only functions that derive or check keys and tokens are told the pepper', () => {
  const told = ofType(small.app, 'AWS::Lambda::Function')
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('TOKEN_PEPPER'))
    .map(([, { Properties }]) => nameOf(Properties));
  expect(told.sort()).toEqual(
    [
      'admin',
      'agent',
      'authorizer',
      'contact-staff',
      'intake',
      'knowledge',
      'notify-customer',
      'public',
      'read',
      'sweep',
      'work',
    ].sort(),
  );
});

test('a model that is no inference profile is granted by itself, and a global profile without Regions', () => {
  const own = synthesized('small', { answerModelId: 'amazon.nova-lite-v1:0' });
  const rights = (app: typeof small.app) =>
    rightsOf(app, 'generate-answer').filter((right) => right.startsWith('bedrock'));
  expect(rights(own.app)).toEqual(['bedrock:InvokeModel model/ap-northeast-2/amazon.nova-lite-v1:0']);
  const global = synthesized('small', { answerModelId: 'global.anthropic.claude-haiku-4-5-20251001-v1:0' });
  expect(rights(global.app)).toEqual([
    'bedrock:InvokeModel model//anthropic.claude-haiku-4-5-20251001-v1:0',
    'bedrock:InvokeModel model/ap-northeast-2/anthropic.claude-haiku-4-5-20251001-v1:0',
    'bedrock:InvokeModel profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
  ]);
});

function rightsOf(app: typeof small.app, name: string): readonly string[] {
  const lambda = ofType(app, 'AWS::Lambda::Function').find(([, { Properties }]) => nameOf(Properties) === name)?.[1];
  const role = LambdaProperties.parse(lambda?.Properties).Role['Fn::GetAtt'][0];
  const policies = ofType(app, 'AWS::IAM::Policy').map(([, { Properties }]) => Policy.parse(Properties));
  const own = policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role));
  return own
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => `${action} ${shortName(flat(resource))}`)),
    )
    .filter((right) => !/^logs:\w+ <\w+Logs\w+\.Arn>$/.test(right))
    .sort();
}

/** The CDK's own function, which publishes the console, is the only one without a name. */
const nameOf = (properties: Resource['Properties']): string =>
  LambdaProperties.parse(properties).FunctionName?.replace(/^inquiries-/, '') ?? 'web-files';

/** The resource's own words in place of ARNs and references. */
function shortName(resource: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/^<inquiries-data:ExportsOutputFnGetAttTable\w+Arn\w+>/, 'table'],
    [/^<inquiries-data:ExportsOutputFnGetAttKey\w+Arn\w+>/, 'key'],
    [/^arn:<AWS::Partition>:s3:::inquiries-<AWS::AccountId>-ap-northeast-2/, 'bucket'],
    [/^arn:<AWS::Partition>:states:ap-northeast-2:<AWS::AccountId>:stateMachine:inquiries-inquiry$/, 'machine'],
    [/^arn:<AWS::Partition>:states:ap-northeast-2:<AWS::AccountId>:execution:inquiries-inquiry:/, 'executions/'],
    [/^arn:<AWS::Partition>:ses:ap-northeast-2:<AWS::AccountId>:/, ''],
    [/^arn:<AWS::Partition>:bedrock:ap-northeast-2:<AWS::AccountId>:inference-profile\//, 'profile/'],
    [/^arn:<AWS::Partition>:bedrock:([a-z0-9-]*)::foundation-model\//, 'model/$1/'],
    [/^arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:inquiries-/, ''],
    [/^<Escalations\w+>$/, 'escalations'],
    [/^<BackgroundUndelivered\w+\.Arn>$/, 'undelivered'],
    [/^<WebBucket\w+\.Arn>/, 'console'],
    [/^arn:<AWS::Partition>:s3:::\{"Fn::Sub":"cdk-hnb659fds-assets-[^"]*"\}/, 'archives'],
  ];
  return known.reduce((text, [pattern, name]) => text.replace(pattern, name), resource);
}
