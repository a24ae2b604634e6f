import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';
import { modelResources } from '../model-regions.ts';
import type { Parameters } from '../parameters.ts';
import { type FunctionResources, workFunctionName } from './handler-environment.ts';

interface Right {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why a resource has a `*`. One without a reason fails synth. */
  readonly wildcard?: string;
}

type RightOf = (resources: FunctionResources, parameters: Parameters) => readonly Right[];

const onTable =
  (action: string): RightOf =>
  ({ table }) => [{ actions: [`dynamodb:${action}`], resources: [table.tableArn] }];

const onIndex =
  (index: string): RightOf =>
  ({ table }) => [{ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/${index}`] }];

/**
 * Reading one object. ListBucket makes S3 report a missing key, which the functions rely on, instead of
 * refusing access.
 */
const readObjects =
  (keys: string, wildcard: string): RightOf =>
  ({ bucketArn }) => [
    { actions: ['s3:GetObject'], resources: [`${bucketArn}/${keys}`], wildcard },
    { actions: ['s3:ListBucket'], resources: [bucketArn] },
  ];

const everyAttachment = 'The objects of every company and inquiry, under one prefix';
const everyExport = 'The exports of every company, under one prefix';

const everyIndex = 'The index of every company, under one name';

const invoke =
  (pick: (parameters: Parameters) => string | undefined): RightOf =>
  (_, parameters) => {
    const modelId = pick(parameters);
    if (modelId === undefined) return [];
    const where = {
      partition: Aws.PARTITION,
      region: parameters.region,
      account: Aws.ACCOUNT_ID,
      regions: parameters.modelRegions,
    };
    return [{ actions: ['bedrock:InvokeModel'], resources: modelResources(modelId, where) }];
  };

const functionArn = (name: string): string =>
  `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${name}`;

/** Grants of functions, and their IAM actions. Transactions need the permissions of their writes. */
const words = {
  'table:get': onTable('GetItem'),
  'table:batch-get': onTable('BatchGetItem'),
  'table:query': onTable('Query'),
  'table:scan': onTable('Scan'),
  'table:put': onTable('PutItem'),
  'table:update': onTable('UpdateItem'),
  'table:check': onTable('ConditionCheckItem'),
  'table:delete': onTable('DeleteItem'),
  'index:byCompany': onIndex('gsi1'),
  'index:byCompanyState': onIndex('gsi2'),
  'index:byDueTime': onIndex('gsi3'),
  'attachments:read': readObjects('companies/*/inquiries/*', everyAttachment),
  'attachments:write': ({ bucketArn }) => [
    {
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: [`${bucketArn}/companies/*/inquiries/*`],
      wildcard: everyAttachment,
    },
  ],
  'attachments:tags': ({ bucketArn }, { malwareTag }) =>
    malwareTag === undefined
      ? []
      : [
          {
            actions: ['s3:GetObjectTagging'],
            resources: [`${bucketArn}/companies/*/inquiries/*`],
            wildcard: everyAttachment,
          },
        ],
  // An upload by a form uses the permissions of the role that signed it.
  'uploads:take': ({ bucketArn }) => [
    {
      actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
      resources: [`${bucketArn}/uploads/*`],
      wildcard: 'The uploads of every company, under one prefix',
    },
    { actions: ['s3:ListBucket'], resources: [bucketArn] },
  ],
  'knowledge:read': readObjects('companies/*/knowledge/index.json', everyIndex),
  'knowledge:write': ({ bucketArn }) => [
    {
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/companies/*/knowledge/index.json`],
      wildcard: everyIndex,
    },
  ],
  'attachments:delete': ({ bucketArn }) => [
    {
      actions: ['s3:DeleteObject'],
      resources: [`${bucketArn}/companies/*/inquiries/*`],
      wildcard: everyAttachment,
    },
  ],
  'exports:read': readObjects('exports/*', everyExport),
  'exports:write': ({ bucketArn }) => [
    { actions: ['s3:PutObject', 's3:DeleteObject'], resources: [`${bucketArn}/exports/*`], wildcard: everyExport },
  ],
  // An alias is authorized by its machine's ARN.
  'machine:start': ({ machineArn }) => [{ actions: ['states:StartExecution'], resources: [machineArn] }],
  'machine:ring': ({ machineArn }) => [{ actions: ['states:SendTaskSuccess'], resources: [machineArn] }],
  'machine:describe': ({ executionArns }) => [
    {
      actions: ['states:DescribeExecution'],
      resources: [executionArns],
      wildcard: 'Every execution of the one machine',
    },
  ],
  'work:start': (_, parameters) => [
    { actions: ['lambda:InvokeFunction'], resources: [functionArn(workFunctionName(parameters))] },
  ],
  'model:answer': invoke(({ answerModelId }) => answerModelId),
  'model:transcribe': invoke(({ transcribeModelId }) => transcribeModelId),
  'model:embed': invoke(({ embeddingModelId }) => embeddingModelId),
  'textract:read': () => [
    {
      actions: ['textract:DetectDocumentText'],
      resources: ['*'],
      wildcard: 'DetectDocumentText has no resource level',
    },
  ],
  'comprehend:analyze': () => [
    {
      actions: ['comprehend:DetectDominantLanguage', 'comprehend:DetectSentiment', 'comprehend:DetectPiiEntities'],
      resources: ['*'],
      wildcard: 'Detection in single documents has no resource level',
    },
  ],
  'mail:send': ({ mailResources }) => [{ actions: ['ses:SendEmail'], resources: mailResources }],
  'escalations:publish': ({ escalations }) => [{ actions: ['sns:Publish'], resources: [escalations.topicArn] }],
} as const satisfies Record<string, RightOf>;

export type GrantWord = keyof typeof words;

/** Gives a role its grants, and the use of the key that encrypts their resources. */
export function grant(
  role: IRole,
  granted: readonly GrantWord[],
  { resources, parameters }: { resources: FunctionResources; parameters: Parameters },
): void {
  for (const word of granted) for (const right of words[word](resources, parameters)) give(role, right);
  const usesKey = granted.some((word) =>
    /^(?:table|index|attachments|uploads|exports|knowledge|escalations):/.test(word),
  );
  if (resources.key !== undefined && usesKey)
    give(role, { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [resources.key.keyArn] });
}

function give(role: IRole, { actions, resources, wildcard }: Right): void {
  Grant.addToPrincipal({ grantee: role, actions: [...actions], resourceArns: [...resources] }).assertSuccess();
  for (const resource of resources.filter((arn) => arn.includes('*'))) {
    if (wildcard === undefined) throw new Error(`${actions} is granted on ${resource} without a reason for the *`);
    acknowledgeWildcard(role, resource, wildcard);
  }
}

/** Acknowledges a `*` in a role's resource: cdk-nag wants each by its own name. */
export function acknowledgeWildcard(role: IConstruct, resource: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${nagName(role, resource)}]`, reason });
}

/** cdk-nag's way to write a resource: references by name, in angle brackets. */
const nagName = (scope: IConstruct, resource: string): string => flattenCfnReference(Stack.of(scope).resolve(resource));

export interface FunctionSpec {
  readonly memoryMb: 256 | 512 | 1024 | 1769;
  /** Below its caller's timeout: 29 s of API Gateway, or the state's own, so that the function's error is seen. */
  readonly timeoutSeconds: number;
  /** The reason for this memory and time. */
  readonly reason: string;
  readonly grants: readonly GrantWord[];
  /** Derives or checks keys and tokens. */
  readonly pepper?: true;
  /** A new version first takes a tenth of the calls (production). */
  readonly canary?: true;
}
