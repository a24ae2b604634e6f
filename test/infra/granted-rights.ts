const attachments = 'bucket/companies/*/inquiries/*';
const uploads = 'bucket/uploads/*';
const exportsOf = 'bucket/exports/*';
const knowledge = 'bucket/companies/*/knowledge/index.json';
const nova = [
  'profile/apac.amazon.nova-lite-v1:0',
  ...['1', '2', '3'].map((number) => `model/ap-northeast-${number}/amazon.nova-lite-v1:0`),
  'model/ap-south-1/amazon.nova-lite-v1:0',
  ...['1', '2'].map((number) => `model/ap-southeast-${number}/amazon.nova-lite-v1:0`),
].map((resource) => `bedrock:InvokeModel ${resource}`);
const mail = ['ses:SendEmail configuration-set/inquiries', 'ses:SendEmail identity/inquiries@example.com'];

const onTable = (...actions: readonly string[]): readonly string[] =>
  actions.map((action) => `dynamodb:${action} table`);
const undelivered = ['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map((action) => `sqs:${action} undelivered`);
const reads = (keys: string): readonly string[] => ['s3:ListBucket bucket', `s3:GetObject ${keys}`];

const startsWork = 'lambda:InvokeFunction work';

/** Files of inquiries read and deleted, exports of persons written, read and deleted. */
const personalData = [
  ...reads(attachments),
  `s3:GetObject ${exportsOf}`,
  `s3:DeleteObject ${attachments}`,
  `s3:PutObject ${exportsOf}`,
  `s3:DeleteObject ${exportsOf}`,
];

/** Every function × action × resource that is granted, apart from writing to its own log group. */
export const granted: Readonly<Record<string, readonly string[]>> = {
  authorizer: onTable('GetItem', 'UpdateItem'),
  intake: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    `s3:PutObject ${attachments}`,
    `s3:DeleteObject ${attachments}`,
    ...['PutObject', 'GetObject', 'DeleteObject'].map((action) => `s3:${action} ${uploads}`),
    's3:ListBucket bucket',
    'states:StartExecution machine',
    'states:SendTaskSuccess machine',
    startsWork,
  ],
  read: [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'), 'dynamodb:Query table/index/gsi1'],
  agent: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    'dynamodb:Query table/index/gsi2',
    'states:StartExecution machine',
    'states:SendTaskSuccess machine',
    startsWork,
  ],
  knowledge: [
    ...onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    ...reads(knowledge),
    startsWork,
  ],
  admin: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
    'dynamodb:Query table/index/gsi1',
    `s3:DeleteObject ${attachments}`,
    ...reads(exportsOf),
    'states:SendTaskSuccess machine',
    'sns:Publish escalations',
    startsWork,
  ],
  public: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    'states:StartExecution machine',
    'states:SendTaskSuccess machine',
    startsWork,
  ],
  'begin-processing': onTable('Query'),
  'extract-text': [
    ...onTable('Query', 'PutItem', 'ConditionCheckItem'),
    ...reads(attachments),
    'textract:DetectDocumentText *',
    ...nova,
  ],
  'analyze-inquiry': [
    ...onTable('Query'),
    'comprehend:DetectDominantLanguage *',
    'comprehend:DetectSentiment *',
    'comprehend:DetectPiiEntities *',
  ],
  'score-priority': onTable('Query', 'PutItem', 'UpdateItem'),
  'retrieve-knowledge': [...onTable('GetItem', 'Query', 'PutItem', 'ConditionCheckItem'), ...reads(knowledge)],
  'generate-answer': [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'), ...nova],
  'score-quality': onTable('Query'),
  'store-answer': [...onTable('Query', 'PutItem', 'UpdateItem'), startsWork],
  'notify-customer': [...onTable('Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'), ...mail],
  'open-escalation': [...onTable('Query', 'PutItem', 'UpdateItem'), startsWork],
  'contact-staff': [...onTable('Query', 'PutItem', 'UpdateItem'), ...mail, 'sns:Publish escalations'],
  'await-reply': onTable('UpdateItem'),
  'decide-escalation': onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'),
  'execution-ended': [
    ...onTable('GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
    'states:StartExecution machine',
    ...undelivered,
  ],
  sweep: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
    'dynamodb:Query table/index/gsi1',
    'dynamodb:Query table/index/gsi3',
    ...personalData,
    'states:StartExecution machine',
    'states:SendTaskSuccess machine',
    'states:DescribeExecution executions/*',
    ...mail,
    'sns:Publish escalations',
    startsWork,
    `s3:PutObject ${knowledge}`,
  ],
  work: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
    'dynamodb:Query table/index/gsi1',
    ...personalData,
    'states:SendTaskSuccess machine',
    'sns:Publish escalations',
    `s3:PutObject ${knowledge}`,
    startsWork,
    ...undelivered,
  ],
  'mail-events': [...onTable('GetItem', 'PutItem', 'UpdateItem'), ...undelivered],
  'web-files': [
    's3:GetObject archives/*.zip',
    's3:ListBucket console',
    's3:PutObject console/*',
    's3:DeleteObject console/*',
  ],
  audit: [...onTable('Scan', 'Query', 'GetItem', 'PutItem'), 'states:DescribeExecution executions/*', ...undelivered],
};
