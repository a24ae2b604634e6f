const attachments = 'bucket/companies/*/inquiries/*';
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

/** Every function × action × resource that is granted, apart from writing to its own log group. */
export const granted: Readonly<Record<string, readonly string[]>> = {
  authorizer: onTable('GetItem'),
  intake: [
    ...onTable('GetItem', 'PutItem', 'UpdateItem'),
    `s3:PutObject ${attachments}`,
    `s3:DeleteObject ${attachments}`,
    'states:StartExecution machine',
  ],
  read: [...onTable('GetItem', 'Query'), 'dynamodb:Query table/index/gsi1'],
  agent: [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'), 'states:SendTaskSuccess machine'],
  knowledge: onTable('GetItem'),
  admin: onTable('GetItem'),
  public: [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'), 'states:StartExecution machine'],
  'begin-processing': onTable('GetItem', 'Query'),
  'extract-text': [...onTable('Query', 'PutItem'), ...reads(attachments), 'textract:DetectDocumentText *', ...nova],
  'analyze-inquiry': [
    ...onTable('Query'),
    'comprehend:DetectDominantLanguage *',
    'comprehend:DetectSentiment *',
    'comprehend:DetectPiiEntities *',
  ],
  'score-priority': onTable('Query', 'PutItem', 'UpdateItem'),
  'retrieve-knowledge': [...onTable('Query'), ...reads(knowledge)],
  'generate-answer': [...onTable('GetItem', 'Query', 'PutItem'), ...reads(knowledge), ...nova],
  'score-quality': [...onTable('GetItem', 'Query'), ...reads(knowledge)],
  'store-answer': onTable('Query', 'PutItem', 'UpdateItem'),
  'notify-customer': [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'), ...mail],
  'open-escalation': onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'),
  'contact-staff': [...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem'), ...mail, 'sns:Publish escalations'],
  'await-reply': onTable('UpdateItem'),
  'decide-escalation': onTable('GetItem', 'PutItem', 'UpdateItem'),
  'execution-ended': [...onTable('GetItem', 'PutItem', 'UpdateItem'), 'states:StartExecution machine', ...undelivered],
  sweep: [
    ...onTable('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    'dynamodb:Query table/index/gsi3',
    'states:StartExecution machine',
    'states:DescribeExecution executions/*',
    ...mail,
    'sns:Publish escalations',
  ],
  work: [...onTable('GetItem', 'UpdateItem'), ...undelivered],
  'mail-events': [...onTable('GetItem', 'PutItem', 'UpdateItem'), ...undelivered],
  audit: [...onTable('Scan', 'Query'), 'states:DescribeExecution executions/*', ...undelivered],
};
