import { readFileSync } from 'node:fs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  SFNClient,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { tableDefinition } from '../../functions/entities/table-definition.ts';
import {
  account,
  bucketName,
  escalationTopicName,
  region,
  stateMachineArn,
  stateMachineName,
  tableName,
} from '../names.ts';
import { boundedConfig } from './bounded-config.ts';

/** Makes what a deployment would have made, where it is missing: table, bucket, topic, state machine. */
export async function ensureResources(options: {
  awsEndpoint: string;
  dynamodbEndpoint: string;
  secretAccessKey: string;
  definitionFile: URL;
}): Promise<void> {
  const { awsEndpoint, dynamodbEndpoint, secretAccessKey, definitionFile } = options;
  const credentials = { accessKeyId: account, secretAccessKey };
  const client = { ...boundedConfig(), region, endpoint: awsEndpoint, credentials };
  const definition = substituted(readFileSync(definitionFile, 'utf8'));
  // First: a journal or a bucket says that there has been a table.
  await ensureTable(new DynamoDBClient({ ...client, endpoint: dynamodbEndpoint }));
  await Promise.all([
    unlessNamed(['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'], () =>
      new S3Client({ ...client, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucketName })),
    ),
    new SNSClient(client).send(new CreateTopicCommand({ Name: escalationTopicName })),
    ensureStateMachine(new SFNClient(client), definition),
  ]);
}

const ensureTable = (dynamodb: DynamoDBClient) =>
  unlessNamed(['ResourceInUseException'], () =>
    dynamodb.send(new CreateTableCommand({ TableName: tableName, ...tableDefinition })),
  );

async function ensureStateMachine(sfn: SFNClient, definition: string): Promise<void> {
  await unlessNamed(['StateMachineAlreadyExists'], () =>
    sfn.send(
      new CreateStateMachineCommand({
        name: stateMachineName,
        definition,
        roleArn: `arn:aws:iam::${account}:role/local`,
      }),
    ),
  );
  const present = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  if (present.definition !== definition) await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
}

/** `${BeginProcessing}` → the function's ARN, as a deployment's definition substitutions do. */
const substituted = (definition: string): string =>
  definition.replace(/\$\{([A-Za-z]+)\}/g, (_, state: string) => functionArn(kebab(state)));

const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;

const kebab = (state: string): string => state.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

async function unlessNamed(names: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error && names.includes(error.name))) throw error;
  }
}
