/** The names of the deployment's resources on one machine. */
export const account = '000000000000';
export const region = 'us-east-1';
export const tableName = 'inquiries';
export const bucketName = 'inquiries';
export const stateMachineName = 'inquiry';
export const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${stateMachineName}`;
export const escalationTopicName = 'escalations';
export const escalationTopicArn = `arn:aws:sns:${region}:${account}:${escalationTopicName}`;

/** Model ids under which the local Bedrock answers; they say that they are stand-ins. */
export const localModels = {
  answer: 'local.extractive',
  transcribe: 'local.ocr',
} as const;
