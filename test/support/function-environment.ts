/**
 * Environment of the functions under test; call before their first configuration read. No value reaches a real service.
 */
export function setFunctionEnvironment(options: { awsEndpoint?: string; tableName?: string } = {}): void {
  const { awsEndpoint = 'http://127.0.0.1:1', tableName = 'inquiries' } = options;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: awsEndpoint,
    TABLE_NAME: tableName,
    BUCKET_NAME: 'attachments',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:inquiry',
    ESCALATION_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:escalations',
    WORK_FUNCTION_NAME: 'work',
    WEBHOOK_ALLOWED_HOSTS: 'localhost,127.0.0.1',
    PUBLIC_BASE_URL: 'https://api.example.com',
    SENDER_ADDRESS: 'answers@example.com',
    TOKEN_PEPPER: 'a pepper for tests only, at least 32 long',
    ANSWER_MODEL_ID: 'answer-model',
    TRANSCRIBE_MODEL_ID: 'transcribe-model',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
}
